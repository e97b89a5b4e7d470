"""Which other services people can sign in with: those whose variables are set."""

from typing import Any

from config import env

_GOOGLE = "https://accounts.google.com"
Apps = dict[str, dict[str, list[dict[str, Any]]]]


def providers() -> Apps:
    """SOCIALACCOUNT_PROVIDERS of django-allauth. Raises SettingError for half of a provider."""
    openid = [
        *_openid("google", "GOOGLE", name="Google", server=_GOOGLE),
        *_openid(
            "oidc",
            "OIDC",
            name=env.text("OIDC_NAME", "Single sign-on"),
            server=env.text("OIDC_SERVER_URL", " ").strip(),
        ),
    ]
    github = _keys("GITHUB")
    return {
        "openid_connect": {"APPS": openid},
        "github": {
            "APPS": [{"name": "GitHub", "provider_id": "github", **github}] if github else []
        },
    }


def _openid(provider_id: str, prefix: str, *, name: str, server: str) -> list[dict[str, Any]]:
    keys = _keys(prefix)
    if not keys:
        return []
    if not server:
        raise env.SettingError(f"{prefix}_SERVER_URL is not set. It is the issuer of the provider.")
    settings = {"server_url": server.rstrip("/")}
    return [{"provider_id": provider_id, "name": name, "settings": settings, **keys}]


def _keys(prefix: str) -> dict[str, str]:
    client_id = env.text(f"{prefix}_CLIENT_ID", " ").strip()
    if not client_id:
        return {}
    return {"client_id": client_id, "secret": env.text(f"{prefix}_CLIENT_SECRET")}
