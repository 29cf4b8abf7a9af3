"""Addresses that lead to this machine or into a private network are never fetched from, whatever name they go by.

The check stands where the connection is made: the resolver hands over only addresses that it has looked at, and the
connection goes to those and no others, so a name that leads elsewhere the next time (DNS rebinding) is caught too.
"""

import ipaddress
from collections.abc import Callable, Sequence
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from twisted.internet.base import ReactorBase
from twisted.internet.interfaces import IHostnameResolver, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_PUBLIC_V6 = ipaddress.IPv6Network("2000::/3")
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
_RESERVED = tuple(
    ipaddress.ip_network(network)
    for network in (
        "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "240.0.0.0/4",
        "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16",
    )
)  # fmt: skip
_PLACES: tuple[tuple[str, Callable[[IPAddress], bool]], ...] = (
    ("this machine", lambda address: address.is_loopback or address.is_unspecified),
    ("a link-local network", lambda address: address.is_link_local),
    ("a multicast group", lambda address: address.is_multicast),
    ("a reserved network", lambda address: any(address in network for network in _RESERVED)),
    ("a private network", lambda address: not address.is_global),
    ("a private network", lambda address: address.version == 6 and address not in _PUBLIC_V6),
)
_LOCAL_NAMES = ("localhost", "local", "internal", "lan", "home.arpa", "localdomain")


def whither(address: IPAddress) -> str:
    """Where an address leads when that is no public place ("this machine", "a private network"), else ``""``."""
    if isinstance(address, ipaddress.IPv6Address) and (inner := _inside(address)) is not None:
        return whither(inner)
    for place, is_there in _PLACES:
        if is_there(address):
            return place
    return ""


def _inside(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for: mapped, compatible, translated, 6to4 or Teredo."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    low = int(address) & 0xFFFFFFFF
    if address in _TRANSLATED or (int(address) == low and low > 1):
        return ipaddress.IPv4Address(low)
    return None


def misled(host: str) -> str:
    """What is wrong with a host as it is written, by name alone, else ``""``.

    A host that ends in a number is an address; any form of it but four decimal numbers only serves to hide it.
    """
    host = host.rstrip(".").lower()
    if ":" in host:
        return _led(host, ipaddress.IPv6Address(host.partition("%")[0]))
    if any(host == name or host.endswith(f".{name}") for name in _LOCAL_NAMES):
        return f"{host} leads to this machine or its own network"
    last = host.rpartition(".")[2]
    if not (last.isdecimal() or last.startswith("0x")):
        return ""
    try:
        return _led(host, ipaddress.IPv4Address(host))
    except ValueError:
        return f"{host} hides where it leads"


def _led(host: str, address: IPAddress) -> str:
    place = whither(address)
    return f"{host} leads to {place}" if place else ""


@implementer(IResolutionReceiver)
class _Sieve:
    """Passes addresses on, unless one of them leads somewhere private: then none."""

    def __init__(self, receiver: Any, resolver: "Resolver", name: str) -> None:
        self._receiver, self._resolver, self._name = receiver, resolver, name
        self._addresses: list[Any] = []

    def resolutionBegan(self, resolution: Any) -> None:
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:
        self._addresses.append(address)

    def resolutionComplete(self) -> None:
        self._resolver.refused.pop(self._name, None)
        for address in self._addresses:
            host: str = address.host
            if place := whither(ipaddress.ip_address(host.partition("%")[0])):
                self._resolver.refused[self._name] = f"{self._name} leads to {place} ({host})"
                self._addresses = []
                break
        for address in self._addresses:
            self._receiver.addressResolved(address)
        self._receiver.resolutionComplete()


@implementer(IHostnameResolver)
class Resolver:
    """The reactor's resolver behind a sieve; only the base URL's own host and port may be private.

    ``refused`` says of a name that was looked up and refused where it leads.
    """

    def __init__(self, reactor: ReactorBase, base_url: str) -> None:
        self._reactor = reactor
        self._inner: Any = reactor.nameResolver
        self.refused: dict[str, str] = {}
        parts = urlsplit(base_url)
        self._let_through = (parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme))

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """As Scrapy makes it, from the settings of the process."""
        return cls(reactor, crawler.settings.get("BASE_URL") or "")

    def install_on_reactor(self) -> None:
        """Take the place of the reactor's resolver."""
        self._reactor.installNameResolver(self)  # type: ignore[arg-type]

    def resolveHostName(
        self,
        resolutionReceiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[Any]] | None = None,
        transportSemantics: str = "TCP",
    ) -> Any:
        """See IHostnameResolver."""
        if (hostName, portNumber) != self._let_through:
            resolutionReceiver = _Sieve(resolutionReceiver, self, hostName)
        return self._inner.resolveHostName(resolutionReceiver, hostName, portNumber, addressTypes, transportSemantics)
