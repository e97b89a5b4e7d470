"""The door to a distributed PostgreSQL stays open (docs/capacity.md, "One database too small").

There a table is spread by the value of one column, and what belongs together has the same value:
for us the creator's. So nothing may need all rows at once to be right: no sequence, no trigger, no
deferred constraint; and a unique key must be able to contain the creator without saying less.
Each exception has its name here, and what is to be done about it on that day.
"""

import pytest
from django.apps import apps
from django.db import connection

from .test_writes import BACKEND

pytestmark = pytest.mark.django_db

# Django's own links between people and groups; staff alone have any. They would be copied to
# every machine, as such small tables are.
WITH_A_SEQUENCE = {"users_user_groups", "users_user_user_permissions"}
# What points at these points at a session, although no foreign key says so.
SCOPED_BY_HAND = {"payments_payment"}
# Each gets its `creator_id` in three steps (expand, backfill, contract) on the day that tables are
# spread. Not before: it would be sixteen bytes more in the narrowest and hottest rows, for nothing.
WITHOUT_CREATOR = {
    "session_catalog_seats": "the session's",
    "bookings_booking": "the session's",
    "bookings_bookingevent": "the booking's",
    "payments_payment": "the booking's, whose id is its payable_id",
    "payments_refund": "the payment's",
}
# Columns whose value belongs to one creator, so that a key with them may have the creator too.
BELONGS_TO_ONE = {"session_id", "booking_id", "payable_id", "payment_id"}
# The name of each unique key without such a column, and why it may still be spread.
OTHER_KEYS = {
    "payment_reference_unique": (
        "The provider makes references unique. Events are looked up by them before anybody knows "
        "the creator: a small table of its own, from reference to payment, would hold the key."
    ),
}
_TABLES = "SELECT c.oid FROM pg_class c WHERE c.relname = ANY(%s) AND c.relkind = 'r'"
_SEQUENCES = f"""
SELECT DISTINCT a.attrelid::regclass::text FROM pg_attribute a
LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
WHERE a.attrelid IN ({_TABLES}) AND NOT a.attisdropped
AND (a.attidentity <> '' OR pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%%')
"""
_TRIGGERS = f"SELECT tgname FROM pg_trigger WHERE tgrelid IN ({_TABLES}) AND NOT tgisinternal"
_DEFERRED = f"SELECT conname FROM pg_constraint WHERE conrelid IN ({_TABLES}) AND condeferrable"
_EXCLUSIONS = f"SELECT conname FROM pg_constraint WHERE conrelid IN ({_TABLES}) AND contype = 'x'"
_POINTS_AT = """
SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint WHERE contype = 'f'
"""
_COLUMNS = "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
_UNIQUE = """
SELECT i.indexrelid::regclass::text,
  ARRAY(SELECT attname::text FROM pg_attribute
    WHERE attrelid = i.indrelid AND attnum = ANY(i.indkey::int2[]))
FROM pg_index i WHERE i.indrelid = %s::regclass AND i.indisunique
"""


def ours():
    """Every table of our apps, the ones between included."""
    models = [
        model
        for config in apps.get_app_configs()
        if str(config.path).startswith(str(BACKEND))
        for model in config.get_models(include_auto_created=True)
    ]
    return sorted(model._meta.db_table for model in models)


def found(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def names(sql, *values):
    return {row[0] for row in found(sql, *values)}


def session_scoped():
    """The sessions themselves, and what points at one, however many steps away."""
    links = found(_POINTS_AT)
    scoped = {"session_catalog_session"} | SCOPED_BY_HAND
    while more := {table for table, target in links if target in scoped} - scoped:
        scoped |= more
    return scoped


def test_the_tables_are_found_at_all():
    assert {"bookings_booking", "core_idempotencyrecord", "leaving_export"} <= set(ours())


def test_no_table_needs_a_sequence():
    assert names(_SEQUENCES, ours()) == WITH_A_SEQUENCE


@pytest.mark.parametrize("sql", [_TRIGGERS, _EXCLUSIONS])
def test_nothing_is_checked_over_all_rows(sql):
    assert not names(sql, ours())


def test_nothing_of_a_session_is_checked_at_the_commit():
    assert not names(_DEFERRED, sorted(session_scoped()))


def test_what_belongs_to_a_session_is_known():
    assert session_scoped() == {"session_catalog_session", *WITHOUT_CREATOR}


def test_every_session_scoped_table_has_its_creator_or_is_named():
    without = {table for table in session_scoped() if "creator_id" not in names(_COLUMNS, table)}

    assert without == set(WITHOUT_CREATOR)


def test_every_unique_key_could_contain_the_creator_or_is_named():
    """A primary key is a random UUID of ours: no two are equal with or without the creator."""
    others = {
        index
        for table in session_scoped()
        for index, columns in found(_UNIQUE, table)
        if columns != ["id"] and not BELONGS_TO_ONE & set(columns)
    }

    assert others == set(OTHER_KEYS)


def test_a_sequence_would_be_noticed():
    """The broken twin."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE bookings_booking ADD COLUMN number bigserial")

    assert names(_SEQUENCES, ours()) == {*WITH_A_SEQUENCE, "bookings_booking"}


def test_a_key_over_all_creators_would_be_noticed():
    """The broken twin."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE UNIQUE INDEX a_title_once ON session_catalog_session (title)")

    unique = found(_UNIQUE, "session_catalog_session")
    assert ["title"] in [columns for _, columns in unique]
