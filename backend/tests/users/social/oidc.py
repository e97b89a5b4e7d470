"""A real OpenID Connect provider in a thread, and how a browser goes through it.

Told to, it lies: `lies` changes what it signs, `sleeps` how long it takes.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import flask
import httpx
from authlib.jose import JsonWebKey, jwt
from oidc_provider_mock import app as provider_app
from oidc_provider_mock._server import _threaded_server
from rest_framework.test import APIClient

Claims = dict[str, Any]
CLIENT = "sessions"


class Provider:
    """The provider as tests talk about it."""

    def __init__(self) -> None:
        self.url = ""
        self.lies: Callable[[Claims], Claims] = lambda claims: claims
        self.signs_with: Any = None
        self.names_its_key = True
        self.userinfo: Claims = {}
        self.sleeps: dict[str, float] = {}
        self.token_requests: list[dict[str, str]] = []
        self.app = provider_app(require_nonce=True)
        self.app.before_request(self._wait)
        self.app.after_request(self._lie)

    def knows(self, subject: str, **claims: Any) -> None:
        httpx.put(f"{self.url}/users/{subject}", json=claims).raise_for_status()

    def _wait(self) -> None:
        time.sleep(self.sleeps.get(flask.request.path, 0))

    def _lie(self, response: flask.Response) -> flask.Response:
        if flask.request.path == "/userinfo" and self.userinfo:
            response.set_data(flask.json.dumps({**response.get_json(), **self.userinfo}))
        if flask.request.path != "/oauth2/token" or response.status_code != 200:
            return response
        self.token_requests.append(flask.request.form.to_dict())
        key = JsonWebKey.import_key(flask.g.oidc_provider_mock_storage.jwk.as_dict(True))
        answer = response.get_json()
        claims = self.lies(dict(jwt.decode(answer["id_token"], key)))
        header = {"alg": "RS256"}
        if self.names_its_key:
            header["kid"] = key.kid or key.thumbprint()
        signed = jwt.encode(header, claims, self.signs_with or key).decode()
        response.set_data(flask.json.dumps({**answer, "id_token": signed}))
        return response


@contextmanager
def running() -> Iterator[Provider]:
    provider = Provider()
    with _threaded_server(app=provider.app, host="127.0.0.1") as server:
        provider.url = f"http://127.0.0.1:{server.server_port}"
        yield provider


class Browser:
    """One browser with its cookies, here and at the provider."""

    def __init__(self) -> None:
        self.client = APIClient()

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        sent = {"Origin": "http://testserver", "X-Client": "web", **headers}
        return self.client.post(path, body or {}, format="json", headers=sent)

    def start(self, body: Any = None, service: str = "oidc") -> str:
        answer = self.post(f"/api/auth/social/{service}/start/", body)
        assert answer.status_code == 200, answer.content
        return str(answer.json()["url"])

    def agree(self, url: str, subject: str = "ada") -> str:
        """What the provider's page sends the browser to."""
        return self._decide(url, {"sub": subject})

    def deny(self, url: str) -> str:
        state = dict(parse_qsl(urlsplit(url).query))["state"]
        back = self._decide(url, {"action": "deny"})
        return back if "state=" in back else f"{back}&state={state}"

    def _decide(self, url: str, form: dict[str, str]) -> str:
        answer = httpx.post(url, data=form)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]

    def back(self, url: str) -> dict[str, str]:
        """Follow the provider's way back; what the callback page is told."""
        path = "/" + url.partition("://")[2].partition("/")[2]
        answer = self.client.get(path)
        assert answer.status_code == 302
        page, _, query = answer["Location"].partition("?")
        assert page == "http://localhost:3000/callback"
        return dict(parse_qsl(query))

    def come(self, subject: str = "ada", **body: Any) -> dict[str, str]:
        return self.back(self.agree(self.start(body), subject))

    def exchange(self, told: dict[str, str]) -> Any:
        return self.post("/api/auth/social/exchange/", {"handoff": told["code"]})
