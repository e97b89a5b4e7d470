from tests.bookings.conftest import make_hold

__all__ = ["make_hold"]
