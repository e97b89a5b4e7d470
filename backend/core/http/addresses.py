"""Where a request comes from."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

Address = IPv4Address | IPv6Address
# One household or server has a whole /64 of IPv6 addresses.
_PREFIX_BITS = {4: 32, 6: 64}
_MOST_OF_USER_AGENT = 200


def address_prefix(request: HttpRequest) -> str:
    """What attempts are counted by: the IPv4 address, or the /64 of an IPv6 one."""
    address = client_address(request)
    if address is None:
        return "unknown"
    return str(ip_network((address, _PREFIX_BITS[address.version]), strict=False))


def user_agent(request: HttpRequest) -> str:
    """What the program calls itself, as one short line of printable characters."""
    sent = request.META.get("HTTP_USER_AGENT") or ""
    return "".join(char for char in sent if char.isprintable())[:_MOST_OF_USER_AGENT]


def client_address(request: HttpRequest) -> Address | None:
    """The address nearest to us that is not one of TRUSTED_PROXIES.

    Only a trusted proxy is believed about who is behind it. None for a peer without one.
    """
    address = _read(request.META.get("REMOTE_ADDR") or "")
    hops = (request.META.get("HTTP_X_FORWARDED_FOR") or "").split(",")
    while address is not None and hops and _is_proxy(address):
        behind = _read(hops.pop())
        if behind is None:
            break
        address = behind
    return address


def _is_proxy(address: Address) -> bool:
    return any(address in network for network in settings.TRUSTED_PROXIES)


def _read(text: str) -> Address | None:
    """`1.2.3.4`, `1.2.3.4:5678`, `2001:db8::1`, `[2001:db8::1]:5678`, `::ffff:1.2.3.4`."""
    host = text.strip()
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    elif host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
