"""Clients as people write them for the two documents: JSON, a token, and a refresh on 401."""

import json
from typing import Any

from django.test import Client


class DocumentClient:
    """Sends what it is given, word for word; refreshes its token once when it is refused."""

    refresh_url: str

    def __init__(self) -> None:
        self._http = Client()
        self.access = ""
        self.refresh = ""

    def call(self, method: str, path: str, body: Any = None) -> Any:
        answer = self._send(method, path, body)
        if answer.status_code == 401 and self.refresh:
            self.renew()
            answer = self._send(method, path, body)
        return answer

    def renew(self) -> None:
        answer = self._send("POST", self.refresh_url, {"refresh": self.refresh})
        assert answer.status_code == 200, answer.content
        self.keep(answer.json())

    def keep(self, tokens: dict[str, str]) -> None:
        self.access, self.refresh = tokens["access"], tokens["refresh"]

    def get(self, path: str) -> Any:
        answer = self.call("GET", path)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def _send(self, method: str, path: str, body: Any) -> Any:
        headers = {"Authorization": f"Bearer {self.access}"} if self.access else {}
        return self._http.generic(
            method, path, _json(body), content_type="application/json", headers=headers
        )


def _json(body: Any) -> bytes:
    return b"" if body is None else json.dumps(body).encode()
