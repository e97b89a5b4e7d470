"""Numbers that only the database knows are asked for whatever befalls one of them."""

import pytest
from django.db import OperationalError, connection

from core import measuring


@pytest.mark.parametrize("fault", [OperationalError("gone"), KeyError("a defect")])
def test_a_measure_that_fails_is_counted_and_ends_nothing(
    fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    missed: list[str] = []
    monkeypatch.setattr(measuring.MISSED, "add", lambda: missed.append("one"))
    monkeypatch.setattr(connection, "close", lambda: None)

    def fails() -> None:
        raise fault

    measuring.measure(measuring.Measure("seats", 1, fails))
    assert missed == ["one"]
