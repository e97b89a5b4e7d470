"""From a clean clone to an installation that answers at the documented addresses."""

import http.client
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .stack import PASSWORD, ROOT, Stack, eventually, outside


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
    assert stack.ask("GET", "/", port=stack.api).headers["location"] == "/api/docs/"


def test_the_demo_says_what_it_is_and_its_accounts_sign_in(stack: Stack) -> None:
    assert "This is a demo" in stack.ask("GET", "/").text
    assert "This is a demo" in stack.compose("logs", "migrate").stdout
    body = {"username": "sam.rivera", "password": PASSWORD}
    assert stack.ask("POST", "/api/token/", body).status == 200


def test_people_register_publish_book_and_cancel_in_a_browser(stack: Stack) -> None:
    """The story of frontend/e2e, through nginx."""
    words = ("playwright", "test", "e2e/story.spec.ts", "--project", "desktop")
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "frontend.py"), *words],
        cwd=ROOT,
        env={**outside(), "E2E_BASE_URL": f"http://localhost:{stack.web}"},
        check=False,
    )
    assert done.returncode == 0


def test_seats_come_by_the_stream_as_they_change(stack: Stack) -> None:
    session = stack.publish(stack.register("CREATOR"), capacity=3)
    learner = stack.register()
    connection = http.client.HTTPConnection("127.0.0.1", stack.web, timeout=10)
    connection.request("GET", f"/api/sessions/live/?ids={session['id']}")
    stream = connection.getresponse()

    def seats() -> int:
        line = next(line for line in stream if line.startswith(b"data:"))
        found: int = json.loads(line.removeprefix(b"data:"))[0]["spots_available"]
        return found

    assert seats() == 3
    assert (
        stack.ask("POST", "/api/bookings/", {"session": session["id"]}, token=learner).status == 201
    )
    assert seats() == 2
    connection.close()


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


def test_the_program_with_a_hyphen_does_the_same(stack: Stack, tmp_path: Path) -> None:
    """`docker-compose` of today is the plug-in of Docker under its old name."""
    if not (program := shutil.which("docker-compose")):
        program = str(tmp_path / "docker-compose")
        Path(program).symlink_to(plug_in())
    environment = {**outside(), **stack.environment()}
    words = ("exec", "-T", "db", "psql", "-U", "postgres", "-d", "sessionsdb", "-c", "SELECT 1")
    done = subprocess.run(
        [program, *words], cwd=stack.folder, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


def plug_in() -> str:
    words = ["docker", "info", "--format", "{{json .ClientInfo.Plugins}}"]
    plugins = json.loads(subprocess.run(words, capture_output=True, check=True).stdout)
    return str(next(plugin["Path"] for plugin in plugins if plugin["Name"] == "compose"))


def test_the_logs_are_lines_of_json_with_the_request_id_of_nginx(stack: Stack) -> None:
    request_id = stack.ask("GET", "/api/me/").headers["x-request-id"]

    def written() -> bool:
        logs = stack.compose("logs", "--no-color", "backend", "nginx").stdout
        lines = [line.partition("{") for line in logs.splitlines() if request_id in line]
        records = {name: json.loads(start + rest) for name, start, rest in lines}
        return all(any(each in name for name in records) for each in ("backend-", "nginx-"))

    eventually(written, 5)


def test_nobody_is_root_and_nothing_can_be_written(stack: Stack) -> None:
    tried = stack.compose(
        "exec", "--no-TTY", "backend", "sh", "-c", "id -u; touch /app/x /venv/x /x", check=False
    )
    assert tried.stdout.strip() == "10001"
    assert tried.stderr.count("Read-only file system") == 3
    who = "console.log(process.getuid()); require('fs').writeFileSync('/app/x', '')"
    tried = stack.compose("exec", "--no-TTY", "frontend", "node", "-e", who, check=False)
    assert tried.stdout.strip() == "1000"
    assert "read-only file system" in tried.stderr
    for service in ("worker", "live", "nginx"):
        user = stack.compose("exec", "--no-TTY", service, "id", "-u").stdout.strip()
        assert user != "0"


def test_the_service_can_not_change_tables(stack: Stack) -> None:
    code = "from django.db import connection as c; c.cursor().execute('DROP TABLE core_ratelimit')"
    tried = stack.manage("shell", "-c", code, check=False)
    assert tried.returncode
    assert "must be owner of table core_ratelimit" in tried.stderr
