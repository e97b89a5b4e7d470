"""The description of the API, for programs and for people."""

import json
import re

import pytest
import yaml
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_schema_is_openapi_3_1_as_yaml(client: Client) -> None:
    response = client.get("/api/schema/")
    assert response["Content-Type"] == "application/yaml"
    schema = yaml.safe_load(response.content)
    assert schema["openapi"] == "3.1.0"
    assert "/api/bookings/" in schema["paths"]


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        ("", "application/json"),
        ("", "application/vnd.oai.openapi+json"),
        ("?format=json", "text/html"),
    ],
)
def test_the_schema_is_json_for_those_who_ask(client: Client, query: str, accept: str) -> None:
    response = client.get(f"/api/schema/{query}", headers={"accept": accept})
    assert response["Content-Type"] == "application/json"
    as_yaml = yaml.safe_load(client.get("/api/schema/").content)
    assert json.loads(response.content) == json.loads(json.dumps(as_yaml))
    assert "Accept" in response["Vary"].split(", ")


def test_the_base_of_the_api_leads_to_the_pages_for_people(client: Client) -> None:
    response = client.get("/api/")
    assert response.status_code == 302
    assert response["Location"] == "/api/docs/"


def test_the_pages_load_everything_from_here(client: Client) -> None:
    page = client.get("/api/docs/").content.decode()
    addresses = re.findall(r'(?:src|href)="([^"]*)"', page)
    assert addresses
    assert all(each.startswith("/") and not each.startswith("//") for each in addresses)
    assert re.findall(r"<script>", page) == []


def test_the_pages_may_style_themselves_but_run_only_files_of_ours(client: Client) -> None:
    policy = dict(
        part.split(" ", 1)
        for part in client.get("/api/docs/")["Content-Security-Policy"].split("; ")
    )
    assert policy["default-src"] == "'self'"
    assert "script-src" not in policy
    assert policy["style-src"] == "'self' 'unsafe-inline'"
    assert policy["img-src"] == "'self' data:"


def test_the_script_of_the_pages_reads_our_schema(client: Client) -> None:
    response = client.get("/api/docs/?script=")
    assert response["Content-Type"].startswith("application/javascript")
    assert "/api/schema/" in response.content.decode().replace("\\u002D", "-")
