"""One installation of docker-compose.yml, and how to ask it something."""

import http.client
import json
import os
import ssl
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "kiln-and-compass-7"  # of the demo's accounts


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    text: str

    def json(self) -> Any:
        return json.loads(self.text)


@dataclass
class Stack:
    folder: Path
    project: str
    web: int
    api: int
    tls: int
    variables: dict[str, str] = field(default_factory=dict)
    trusted: ssl.SSLContext | None = None  # with one, it is asked by https

    def compose(
        self, *words: str, check: bool = True, timeout: float = 180, stdin: str = ""
    ) -> "subprocess.CompletedProcess[str]":
        """Raises AssertionError with what was said when the command fails."""
        done = subprocess.run(
            ["docker", "compose", "--ansi", "never", "--progress", "quiet", *words],
            cwd=self.folder,
            env={**outside(), **self.environment()},
            input=stdin,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
        if check:
            assert done.returncode == 0, f"{' '.join(words)}:\n{done.stdout}{done.stderr}"
        return done

    def up(self, *words: str) -> None:
        """Everything, or what is named; returns when all of it is healthy."""
        self.compose("up", "--detach", "--wait", "--wait-timeout", "150", *words, timeout=200)

    def remove(self) -> None:
        self.compose("down", "--volumes", "--timeout", "5", "--remove-orphans", check=False)

    def manage(self, *words: str, check: bool = True) -> "subprocess.CompletedProcess[str]":
        """In a container of the API, as the document has it."""
        command = ("exec", "--no-TTY", "backend", "python", "manage.py")
        return self.compose(*command, *words, check=check)

    def program(self, name: str, *words: str) -> str:
        """What a program of scripts/ says, run as `make` runs it."""
        done = subprocess.run(
            [sys.executable, str(self.folder / "scripts" / name), *words],
            cwd=self.folder, env={**outside(), **self.environment(), "DEBUG": "True"},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def environment(self) -> dict[str, str]:
        return {
            "COMPOSE_PROJECT_NAME": self.project,
            "WEB_PORT": str(self.web),
            "API_PORT": str(self.api),
            "HTTPS_PORT": str(self.tls),
            "PUBLIC_URL": f"http://localhost:{self.web}",
            **self.variables,
        }

    def ask(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        token: str | None = None,
        port: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        connection = self.connect(port)
        sent = {"Host": f"localhost:{connection.port}"}
        sent |= headers or {}
        if token:
            sent["Authorization"] = f"Bearer {token}"
        if body is not None:
            sent["Content-Type"] = "application/json"
        try:
            text = None if body is None else json.dumps(body)
            connection.request(method, path, text, sent)
            answer = connection.getresponse()
            read = answer.read().decode(errors="replace")
            names = {name.lower() for name in answer.headers}
            joined = {name: ", ".join(answer.headers.get_all(name, [])) for name in names}
            return Answer(answer.status, joined, read)
        finally:
            connection.close()

    def connect(self, port: int | None = None) -> http.client.HTTPConnection:
        if self.trusted:
            port = port or self.tls
            return http.client.HTTPSConnection("127.0.0.1", port, timeout=20, context=self.trusted)
        return http.client.HTTPConnection("127.0.0.1", port or self.web, timeout=20)

    def register(self, role: str = "USER") -> str:
        """The access token of a new person, who comes again when told to."""
        name = f"{role.lower()}-{uuid.uuid4().hex[:10]}"
        person = {"username": name, "email": f"{name}@example.com", "role": role}
        person["password"] = "glass harmonica"
        while (answer := self.ask("POST", "/api/auth/register/", person)).status == 429:
            time.sleep(int(answer.headers["retry-after"]))
        assert answer.status == 201, answer.text
        token: str = answer.json()["access"]
        return token

    def publish(self, creator: str, **values: object) -> dict[str, Any]:
        session = {
            "title": "Glass harmonica for two hands",
            "description": "Wet fingers, sixteen bowls and one tune.",
            "price": "20.00",
            "duration_minutes": 60,
            "capacity": 500,
            "start_time": "2031-05-01T18:00:00Z",
            "status": "published",
            **values,
        }
        answer = self.ask("POST", "/api/sessions/", session, token=creator)
        assert answer.status == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    def containers(self, service: str) -> list[str]:
        return self.compose("ps", "--quiet", service).stdout.split()


def outside() -> dict[str, str]:
    """The person's environment without variables that would change the installation."""
    ours = ("POSTGRES_", "DEBUG", "DEMO", "SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "HTTPS",
            "TLS_", "ARCHIVE", "BIND", "EMAIL_", "WEB_", "API_", "NEXT_PUBLIC_")  # fmt: skip
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def eventually(holds: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            if holds():
                return
        except OSError:
            pass
        assert time.monotonic() < deadline
        time.sleep(0.5)
