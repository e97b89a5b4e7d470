from ipaddress import ip_network

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from config import env
from core.http.addresses import address_prefix


def prefix(peer: str | None, forwarded: str | None = None) -> str:
    request = RequestFactory().get("/")
    request.META["REMOTE_ADDR"] = peer
    if forwarded is not None:
        request.META["HTTP_X_FORWARDED_FOR"] = forwarded
    return address_prefix(request)


@pytest.fixture(autouse=True)
def _proxies(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/8"), ip_network("fd00::/8")]


@pytest.mark.parametrize(
    ("peer", "counted_by"),
    [
        ("203.0.113.9", "203.0.113.9/32"),
        ("::ffff:203.0.113.9", "203.0.113.9/32"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
        (None, "unknown"),
        ("unix:", "unknown"),
    ],
)
def test_a_peer_is_counted_by_its_address_or_its_64_bits(peer: str | None, counted_by: str) -> None:
    assert prefix(peer) == counted_by


def test_only_a_known_proxy_is_believed() -> None:
    assert prefix("203.0.113.9", "198.51.100.1") == "203.0.113.9/32"
    assert prefix("10.1.2.3", "198.51.100.1") == "198.51.100.1/32"
    assert prefix("fd00::5", "2001:db8::1") == "2001:db8::/64"


@pytest.mark.parametrize(
    ("forwarded", "counted_by"),
    [
        # What the client claims about itself stands to the left of what proxies saw.
        ("1.1.1.1, 198.51.100.1", "198.51.100.1/32"),
        ("1.1.1.1, 198.51.100.1, 10.9.9.9", "198.51.100.1/32"),
        ("198.51.100.1:4711", "198.51.100.1/32"),
        ("[2001:db8::1]:4711", "2001:db8::/64"),
        (" 198.51.100.1 ", "198.51.100.1/32"),
        ("10.0.0.1, 10.0.0.2", "10.0.0.1/32"),
        ("198.51.100.1, nonsense", "10.1.2.3/32"),
        ("198.51.100.1, ", "10.1.2.3/32"),
        ("", "10.1.2.3/32"),
        ("999.1.1.1", "10.1.2.3/32"),
    ],
)
def test_the_nearest_address_that_is_no_proxy_counts(forwarded: str, counted_by: str) -> None:
    assert prefix("10.1.2.3", forwarded) == counted_by


def test_the_proxies_are_networks_or_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUSTED_PROXIES", "10.0.0.0/8, 192.0.2.1,fd00::/8")

    proxies = env.networks("TRUSTED_PROXIES")

    assert [str(proxy) for proxy in proxies] == ["10.0.0.0/8", "192.0.2.1/32", "fd00::/8"]


def test_a_proxy_that_is_no_network_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUSTED_PROXIES", "nginx")

    with pytest.raises(env.SettingError, match="TRUSTED_PROXIES must list networks"):
        env.networks("TRUSTED_PROXIES")
