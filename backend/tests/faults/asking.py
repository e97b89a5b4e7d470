"""One client's connection: plain HTTP, kept open, and honest about answers that never came."""

import http.client
import json
import time
from typing import Any

from .journal import NO_ANSWER, Answer
from .processes import PATIENCE

SECONDS_FOR_AN_ANSWER = 30
PAUSE = 0.02


class Line:
    def __init__(self, port: int, address: str = "127.0.0.1") -> None:
        """`address` is where it comes from."""
        self._http = http.client.HTTPConnection(
            "127.0.0.1", port, timeout=SECONDS_FOR_AN_ANSWER, source_address=(address, 0)
        )

    def ask(
        self,
        method: str,
        path: str,
        body: dict[str, Any] | None = None,
        *,
        token: str = "",
        key: str = "",
    ) -> Answer:
        """Waits for a server that takes the connection; from then on anything may have happened."""
        headers = {"Content-Type": "application/json"} if body is not None else {}
        headers |= {"Authorization": f"Bearer {token}"} if token else {}
        headers |= {"Idempotency-Key": key} if key else {}
        self._connect()
        try:
            self._http.request(
                method, path, json.dumps(body) if body is not None else None, headers
            )
            response = self._http.getresponse()
            text = response.read()
        except (OSError, http.client.HTTPException):
            self._http.close()
            return Answer(NO_ANSWER)
        is_json = response.headers.get_content_type() == "application/json"
        return Answer(response.status, json.loads(text) if is_json and text else None)

    def _connect(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while self._http.sock is None:
            try:
                self._http.connect()
            except OSError:
                assert time.monotonic() < deadline, "The API takes no connection."
                time.sleep(PAUSE)

    def close(self) -> None:
        self._http.close()
