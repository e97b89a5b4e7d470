"""One installation of docker-compose.yml, and how to ask it something."""

import http.client
import json
import os
import subprocess
import uuid
from collections.abc import Mapping
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

    def compose(
        self, *words: str, check: bool = True, timeout: float = 180, stdin: str = ""
    ) -> "subprocess.CompletedProcess[str]":
        """Raises AssertionError with what was said when the command fails."""
        done = subprocess.run(
            ["docker", "compose", "--project-name", self.project, *words],
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

    def environment(self) -> dict[str, str]:
        return {
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
        **headers: str,
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", port or self.web, timeout=20)
        sent = {"Host": f"localhost:{port or self.web}"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        if token:
            sent["Authorization"] = f"Bearer {token}"
        if body is not None:
            sent["Content-Type"] = "application/json"
        try:
            text = None if body is None else json.dumps(body)
            connection.request(method, path, text, sent)
            answer = connection.getresponse()
            read = answer.read().decode(errors="replace")
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, read)
        finally:
            connection.close()

    def register(self, role: str = "USER") -> str:
        """The access token of a new person."""
        name = f"{role.lower()}-{uuid.uuid4().hex[:10]}"
        person = {"username": name, "email": f"{name}@example.com", "role": role}
        answer = self.ask("POST", "/api/auth/register/", {**person, "password": "glass harmonica"})
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
    ours = ("POSTGRES_", "DEBUG", "DEMO", "SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "HTTPS")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}
