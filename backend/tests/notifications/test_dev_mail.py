from typing import Any

import pytest
from django.test import Client

from notifications import tasks
from notifications.models import Mail
from tests.factories import make_booking, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def development(settings: Any) -> None:
    settings.DEVELOPMENT = True


def written(title: str = "Raku by night") -> Mail:
    booking = make_booking(session=make_session(title=title))
    tasks.booked(booking_id=str(booking.pk))
    return Mail.objects.get(user=booking.user)


def test_outside_development_there_is_no_such_page(client: Client, settings: Any) -> None:
    settings.DEVELOPMENT = False
    mail = written()
    unknown = client.get("/no/such/page/").content
    for path in ("/dev/mail/", f"/dev/mail/{mail.pk}/", f"/dev/mail/{mail.pk}/html/"):
        response = client.get(path)
        assert response.status_code == 404
        assert response.content == unknown


@pytest.mark.usefixtures("development")
def test_the_list_shows_the_newest_first_with_a_link_to_each(client: Client) -> None:
    first, second = written("First"), written("Second")
    page = client.get("/dev/mail/").content.decode()
    assert page.index(f"/dev/mail/{second.pk}/") < page.index(f"/dev/mail/{first.pk}/")


@pytest.mark.usefixtures("development")
def test_the_list_is_bounded(client: Client) -> None:
    mail = written()
    Mail.objects.bulk_create(
        Mail(
            user=mail.user, event_key=str(number), address="a@example.com", subject="Many",
            created_at=mail.created_at,
        )
        for number in range(120)
    )  # fmt: skip
    assert client.get("/dev/mail/").content.decode().count("<a href") == 100


@pytest.mark.usefixtures("development")
def test_a_mail_shows_its_text_and_frames_its_html(client: Client) -> None:
    mail = written("<script>alert(1)</script>")
    page = client.get(f"/dev/mail/{mail.pk}/").content.decode()
    assert "<script>" not in page
    assert f'<iframe src="/dev/mail/{mail.pk}/html/" sandbox' in page
    assert "BEGIN:VCALENDAR" in page


@pytest.mark.usefixtures("development")
def test_the_html_of_a_mail_may_show_styles_and_nothing_else(client: Client) -> None:
    response = client.get(f"/dev/mail/{written().pk}/html/")
    policy = set(response["Content-Security-Policy"].split("; "))
    assert {"default-src 'none'", "style-src 'unsafe-inline'", "frame-ancestors 'self'"} <= policy
    assert "sandbox allow-popups allow-popups-to-escape-sandbox" in policy
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "Your seat is booked" in response.content.decode()


@pytest.mark.usefixtures("development")
def test_a_mail_that_is_not_there_is_not_found(client: Client) -> None:
    assert client.get("/dev/mail/00000000-0000-0000-0000-000000000000/").status_code == 404
