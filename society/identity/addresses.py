"""Where a request comes from, for limits. What a client says of itself is not believed, only what our own proxies add."""

from collections.abc import Mapping
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final

from django.conf import settings
from django.http import HttpRequest

NOWHERE: Final = "0.0.0.0"  # noqa: S104  # nothing listens on it: requests by a socket file, which have no address
_NETWORK_BITS: Final = 64
"""Whoever has one address of IPv6 has as many as she likes of the same network, so they count as one."""


def client_address(request: HttpRequest) -> str:
    """Give the address that a request is counted by: an IPv4 address, or the network of an IPv6 address."""
    return counted_address(
        direct=request.META.get("REMOTE_ADDR", ""), forwarded=request.META.get("HTTP_X_FORWARDED_FOR", "")
    )


def address_of_scope(headers: Mapping[str, str], client: str) -> str:
    """Give the same of a socket."""
    return counted_address(direct=client, forwarded=headers.get("x-forwarded-for", ""))


def counted_address(*, direct: str, forwarded: str) -> str:
    """Find the client behind TRUSTED_PROXIES proxies, each of which has added whom it heard to the end of the header.

    direct: who connected to us.   forwarded: X-Forwarded-For. With no trusted proxy it is not looked at.
    """
    hops = [hop.strip() for hop in forwarded.split(",")] if forwarded else []
    count = settings.TRUSTED_PROXIES
    named = hops[-count] if 0 < count <= len(hops) else direct
    return _counted(named) or _counted(direct) or NOWHERE


def _counted(text: str) -> str:
    try:
        address: IPv4Address | IPv6Address = ip_address(text)
    except ValueError:
        return ""
    if isinstance(address, IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(IPv6Network((int(address), _NETWORK_BITS), strict=False).network_address)
