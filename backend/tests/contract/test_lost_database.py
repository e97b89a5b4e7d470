"""A database that goes amid a request is 503 and never 500, whoever is asking it."""

import psycopg
import pytest
from django.db import InternalError, OperationalError, connection, transaction

from core.http.errors import handle
from notifications.tasks import booked
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)


def end_our_connection() -> None:
    pid = connection.connection.info.backend_pid
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


@transaction.atomic
def insert_a_job_when_it_is_gone() -> None:
    make_user()
    end_our_connection()
    booked.defer(booking_id="none")


@transaction.atomic
def write_where_one_only_reads() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL transaction_read_only = on")
    make_user()


def test_while_a_job_is_inserted() -> None:
    """The queue has faults of its own, which name the driver's as their cause."""
    with pytest.raises(OperationalError) as lost:
        insert_a_job_when_it_is_gone()

    connection.close()
    answer = handle(lost.value, {})
    assert answer is not None
    assert answer.status_code == 503


def test_when_it_leads_no_more() -> None:
    """Amid a switchover a proxy may still lead to the old primary, which only reads by then."""
    with pytest.raises(InternalError) as refused:
        write_where_one_only_reads()

    answer = handle(refused.value, {})
    assert answer is not None
    assert (answer.status_code, answer.data["code"]) == (503, "unavailable")
