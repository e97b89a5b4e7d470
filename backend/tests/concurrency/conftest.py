from collections.abc import Iterator

import pytest
from django.db import connection


@pytest.fixture(autouse=True)
def no_jobs_left(transactional_db: None) -> Iterator[None]:
    """Django empties the tables of our models after such a test, but not the job queue's."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
