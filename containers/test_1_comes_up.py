"""From a clean clone to an installation that answers at the documented addresses."""

import pytest

from .stack import PASSWORD, Stack


def test_pages_come_from_next_and_everything_else_from_django(stack: Stack) -> None:
    page = stack.ask("GET", "/")
    assert (page.status, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "nonce-" in page.headers["content-security-policy"]
    assert stack.ask("GET", "/api/sessions/?limit=1").json()
    assert stack.ask("GET", "/health/").json() == {"status": "ok"}
    assert stack.ask("GET", "/admin/login/").status == 200
    assert stack.ask("GET", "/static/admin/css/base.css").status == 200
    assert stack.ask("GET", "/login").status == 200


def test_the_port_of_the_api_serves_api_and_admin_as_documented(stack: Stack) -> None:
    assert stack.ask("GET", "/api/sessions/?limit=1", port=stack.api).status == 200
    assert stack.ask("GET", "/admin/login/", port=stack.api).status == 200
    assert stack.ask("GET", "/", port=stack.api).headers["location"].endswith("/api/docs/")


def test_the_demo_is_there_and_its_accounts_sign_in(stack: Stack) -> None:
    body = {"username": "sam.rivera", "password": PASSWORD}
    assert stack.ask("POST", "/api/token/", body).status == 200


@pytest.mark.parametrize(
    "command",
    [
        ["backend", "python", "manage.py", "migrate"],
        ["backend", "python", "manage.py", "makemigrations", "--check", "--dry-run"],
        ["backend", "python", "manage.py", "shell", "-c", "print(6 * 7)"],
        ["db", "psql", "-U", "postgres", "-d", "sessionsdb", "-c", "SELECT 1"],
    ],
    ids=["migrate", "makemigrations", "shell", "psql"],
)
def test_a_documented_command_works(stack: Stack, command: list[str]) -> None:
    stack.compose("exec", "--no-TTY", *command)


def test_an_admin_is_made_with_the_documented_command(stack: Stack) -> None:
    flags = ["--noinput", "--username", "root", "--email", "root@example.com"]
    variables = ["--env", "DJANGO_SUPERUSER_PASSWORD=glass harmonica"]
    command = ["exec", "--no-TTY", *variables, "backend", "python", "manage.py", "createsuperuser"]
    stack.compose(*command, *flags)
    body = {"username": "root", "password": "glass harmonica"}
    assert stack.ask("POST", "/api/token/", body).status == 200


def test_the_logs_are_lines_of_json_with_the_request_id_of_nginx(stack: Stack) -> None:
    answer = stack.ask("GET", "/api/me/")
    request_id = answer.headers["x-request-id"]
    logs = stack.compose("logs", "--no-color", "backend", "nginx").stdout
    seen = {
        line.split("|")[0].split("-")[0].strip() for line in logs.splitlines() if request_id in line
    }
    assert seen == {"backend", "nginx"}


def test_nobody_is_root_and_nothing_can_be_written(stack: Stack) -> None:
    tried = stack.compose(
        "exec", "--no-TTY", "backend", "sh", "-c", "id -u; touch /app/x /venv/x /x", check=False
    )
    assert tried.stdout.strip() == "10001"
    assert tried.stderr.count("Read-only file system") == 3
    for service in ("worker", "nginx"):
        user = stack.compose("exec", "--no-TTY", service, "id", "-u").stdout.strip()
        assert user != "0"


def test_the_service_can_not_change_tables(stack: Stack) -> None:
    code = "from django.db import connection as c; c.cursor().execute('DROP TABLE core_ratelimit')"
    tried = stack.compose(
        "exec", "--no-TTY", "backend", "python", "manage.py", "shell", "-c", code, check=False
    )
    assert tried.returncode
    assert "must be owner of table core_ratelimit" in tried.stderr
