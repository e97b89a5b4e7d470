"""Somebody with a browser, which keeps the cookies that it is given."""

import json
from email.message import Message
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import Any

from tests.faults.crowd import Person

HEADER = "X-Write-Position"


class Browser:
    def __init__(self, port: int, person: Person | None = None) -> None:
        self._http = HTTPConnection("127.0.0.1", port, timeout=30)
        self._token = person.token if person else ""
        self.cookies = SimpleCookie()
        self.heard = Message()  # the headers of the last answer

    def get(self, path: str, **headers: str) -> tuple[int, Any]:
        return self.ask("GET", path, None, **headers)

    def ask(self, method: str, path: str, body: Any, **headers: str) -> tuple[int, Any]:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self._token:
            sent["Authorization"] = f"Bearer {self._token}"
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{c.key}={c.coded_value}" for c in self.cookies.values())
        if body is not None:
            sent["Content-Type"] = "application/json"
        self._http.request(method, path, None if body is None else json.dumps(body), sent)
        answer = self._http.getresponse()
        text = answer.read()
        self.heard = answer.headers
        for cookie in answer.headers.get_all("Set-Cookie", []):
            self.cookies.load(cookie)
        return answer.status, json.loads(text) if text else None

    def publishes(self, title: str, capacity: int = 4) -> str:
        session = {
            "title": title, "description": "Fire and smoke.", "price": "0.00",
            "capacity": capacity, "duration_minutes": 60, "status": "published",
            "start_time": "2030-01-01T10:00:00Z",
        }  # fmt: skip
        status, body = self.ask("POST", "/api/sessions/", session)
        assert status == 201, body
        return str(body["id"])

    def books(self, session: str, key: str = "") -> int:
        headers = {"Idempotency_Key": key} if key else {}
        return self.ask("POST", "/api/bookings/", {"session": session}, **headers)[0]

    def lists(self) -> set[str]:
        status, body = self.get("/api/sessions/?limit=200")
        assert status == 200, body
        return {each["id"] for each in body}

    def free_seats(self, session: str) -> int:
        status, body = self.get(f"/api/sessions/{session}/")
        assert status == 200, body
        return int(body["spots_available"])
