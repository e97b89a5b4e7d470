"""A web front end on an origin of ours may use the API from there; no other page may."""

import pytest
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db
OURS = "https://web.example"
ASKED = {
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization, content-type, idempotency-key, x-client",
}


@pytest.fixture(autouse=True)
def _our_origin(settings: Settings) -> None:
    settings.CORS_ALLOWED_ORIGINS = [OURS]


def test_our_origin_may_send_its_cookie_and_read_what_clients_need(client: Client) -> None:
    asked = client.options("/api/bookings/", headers={"Origin": OURS, **ASKED})
    answer = client.get("/api/sessions/", headers={"Origin": OURS})

    assert asked["Access-Control-Allow-Origin"] == OURS
    allowed = {each.strip() for each in asked["Access-Control-Allow-Headers"].split(",")}
    assert allowed >= {"authorization", "idempotency-key", "if-match", "x-client"}
    assert answer["Access-Control-Allow-Credentials"] == "true"
    exposed = {each.strip() for each in answer["Access-Control-Expose-Headers"].split(",")}
    assert exposed >= {"Date", "ETag", "Link", "Location", "Retry-After"}
    assert "origin" in answer["Vary"].lower()


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "https://web.example.evil.example", "http://web.example", "null"],
)
def test_other_origins_may_not(origin: str, client: Client) -> None:
    for answer in (
        client.options("/api/bookings/", headers={"Origin": origin, **ASKED}),
        client.get("/api/sessions/", headers={"Origin": origin}),
    ):
        assert "Access-Control-Allow-Origin" not in answer
        assert "Access-Control-Allow-Credentials" not in answer


def test_the_admin_is_for_its_own_pages_only(client: Client) -> None:
    answer = client.get("/admin/login/", headers={"Origin": OURS})

    assert "Access-Control-Allow-Origin" not in answer
