"""No address leads to this machine or into a private network, however it is written and whatever a name resolves to."""

import ipaddress
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import Request
from twisted.internet.address import IPv4Address, IPv6Address

from crawlers.guards.addresses import plain
from crawlers.guards.private import Resolver, misled, whither
from crawlers.guards.trouble import Refused
from tests.crawlers.guards.fetching import fetch
from tests.crawlers.guards.serving import Raw, Server, answer, page

INSIDE = [
    "127.0.0.1", "127.255.255.254", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "0.0.0.0", "0.1.2.3", "100.64.0.1", "100.127.255.255", "192.0.0.8", "192.0.2.1", "198.18.0.1",
    "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
]  # fmt: skip
PUBLIC = [
    "8.8.8.8",
    "172.32.0.1",
    "172.15.255.255",
    "100.63.255.255",
    "100.128.0.0",
    "192.169.0.1",
    "11.0.0.1",
    "223.255.255.255",
]
INSIDE_V6 = [
    "::1", "::", "fe80::1", "febf::1", "fc00::1", "fdff::1", "fec0::1", "ff02::1", "2001:db8::1", "2001:2::1",
    "2001:10::1", "3fff::1", "5f00::1", "100::1", "64:ff9b:1::1", "4000::1", "::2:1",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE + INSIDE_V6)
def test_what_leads_inside_is_named(address: str) -> None:
    assert whither(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", [*PUBLIC, "2a00:1450:4009:80b::200e", "2600::1", "64:ff9b::808:808", "2002:808:808::1"]
)
def test_what_is_public_is_not(address: str) -> None:
    assert whither(ipaddress.ip_address(address)) == ""


@given(st.sampled_from(INSIDE))
def test_an_ipv6_address_around_an_inner_one_leads_to_the_same_place(address: str) -> None:
    inner = ipaddress.IPv4Address(address)
    number = int(inner)
    around = [
        f"::ffff:{inner}",
        f"64:ff9b::{inner}",
        str(ipaddress.IPv6Address((0x2002 << 112) | (number << 80) | 1)),
        str(ipaddress.IPv6Address((0x20010000 << 96) | (number ^ 0xFFFFFFFF))),
    ]
    for form in around:
        assert whither(ipaddress.IPv6Address(form)) == whither(inner), form


@given(st.ip_addresses())
def test_nothing_that_python_calls_private_passes(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if address.is_private or address.is_multicast or address.is_reserved:
        translated = address.version == 6 and address in ipaddress.ip_network("64:ff9b::/96")
        stands_for_another = address.version == 6 and (address.sixtofour or address.teredo or address.ipv4_mapped)
        assert whither(address) or stands_for_another or translated


@given(number=st.integers(0, 2**32 - 1), data=st.data())
def test_an_address_in_an_odd_form_is_always_refused(number: int, data: st.DataObject) -> None:
    octets = number.to_bytes(4, "big")
    forms = [
        str(number),
        hex(number),
        f"0{number:o}",
        ".".join(hex(octet) for octet in octets),
        ".".join(f"0{octet:o}" for octet in octets),
        f"{octets[0]}.{int.from_bytes(octets[1:], 'big')}",
        f"{octets[0]}.{octets[1]}.{int.from_bytes(octets[2:], 'big')}",
        f"0x{octets[0]:x}.{octets[1]}.{octets[2]}.0{octets[3]:o}",
    ]
    assert misled(data.draw(st.sampled_from(forms)))


@given(st.ip_addresses(v=4))
def test_four_decimal_numbers_are_judged_by_where_they_lead(address: ipaddress.IPv4Address) -> None:
    assert bool(misled(str(address))) == bool(whither(address)) == bool(misled(f"{address}."))


@pytest.mark.parametrize(
    "name", ["localhost", "LOCALHOST.", "a.localhost", "printer.local", "db.internal", "x.home.arpa", "127.1"]
)
def test_names_that_are_always_local_are_refused(name: str) -> None:
    assert misled(name)


@pytest.mark.parametrize("name", ["www.gov.wales", "localhost.wales", "0x.wales", "1.example.org", "xn--a-0ga.wales"])
def test_ordinary_names_are_not(name: str) -> None:
    assert misled(name) == ""


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://www.site.example/a", "begins with ftp:"),
        ("file:///etc/passwd", "names no host|begins with file:"),
        ("https://me:secret@www.site.example/", "name or password"),
        ("https://www.site.example@127.0.0.1/", "name or password"),
        ("https://www.site.example:8080/", "port 8080"),
        ("https://www.site.example:22/", "port 22"),
        ("https://www.site.example:99999/", "cannot be understood"),
        ("https://[::1]/", "::1 leads to this machine"),
        ("https://[::ffff:10.0.0.1]/", "a private network"),
        ("https://[fe80::1%25eth0]/", "link-local|cannot be understood"),
        ("https://[broken/", "cannot be understood"),
        ("https://2130706433/", "hides where it leads"),
        ("https://0x7f000001/", "hides where it leads"),
        ("https://0177.0.0.1/", "hides where it leads"),
        ("https://169.254.169.254/latest/meta-data", "link-local"),
        ("https://www.site.example/" + "a" * 2000, "longer than 2000"),
    ],
)
def test_addresses_that_are_never_asked_for(url: str, why: str) -> None:
    with pytest.raises(Refused, match=why) as refused:
        plain(url)
    assert "secret" not in refused.value.what


def test_scrapy_turns_letters_that_look_like_digits_into_digits_before_we_look() -> None:
    with pytest.raises(Refused, match="this machine"):
        plain(Request("http://①②⑦.⓪.⓪.①/").url)


class Inner:
    """A resolver that gives one list of addresses after another."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)

    def resolveHostName(self, receiver: Any, name: str, port: int, *_: object) -> None:
        receiver.resolutionBegan(None)
        for address in self.answers.pop(0):
            receiver.addressResolved((IPv6Address if ":" in address else IPv4Address)("TCP", address, port))
        receiver.resolutionComplete()


class Receiver:
    def __init__(self) -> None:
        self.got: list[str] = []
        self.complete = False

    def resolutionBegan(self, _: object) -> None: ...

    def addressResolved(self, address: Any) -> None:
        self.got.append(address.host)

    def resolutionComplete(self) -> None:
        self.complete = True


class Reactor:
    def __init__(self, inner: Inner) -> None:
        self.nameResolver = inner

    def installNameResolver(self, resolver: Any) -> None:
        self.nameResolver = resolver


def resolve(resolver: Resolver, name: str, port: int = 443) -> list[str]:
    receiver = Receiver()
    resolver.resolveHostName(receiver, name, port)
    assert receiver.complete
    return receiver.got


def test_a_name_is_looked_at_each_time_it_is_resolved() -> None:
    reactor = Reactor(Inner(["8.8.8.8"], ["8.8.8.8", "10.0.0.1"], ["::ffff:127.0.0.1"], ["8.8.4.4", "2600::1"]))
    resolver = Resolver(reactor, "")  # type: ignore[arg-type]
    assert resolve(resolver, "rebound.example") == ["8.8.8.8"]
    assert resolve(resolver, "rebound.example") == []
    assert resolver.refused["rebound.example"] == "rebound.example leads to a private network (10.0.0.1)"
    assert resolve(resolver, "rebound.example") == []
    assert "this machine" in resolver.refused["rebound.example"]
    assert resolve(resolver, "rebound.example") == ["8.8.4.4", "2600::1"]
    assert resolver.refused == {}


def test_only_the_base_url_itself_may_be_private() -> None:
    reactor = Reactor(Inner(*[["127.0.0.1"]] * 4))
    resolver = Resolver(reactor, "http://127.0.0.1:8000")  # type: ignore[arg-type]
    resolver.install_on_reactor()
    assert reactor.nameResolver is resolver  # type: ignore[comparison-overlap]
    assert resolve(resolver, "127.0.0.1", 8000) == ["127.0.0.1"]
    assert resolve(resolver, "127.0.0.1", 8001) == []
    assert resolve(resolver, "localhost", 8000) == []
    assert resolve(resolver, "www.site.example", 443) == []


def test_a_crawl_refuses_names_that_lead_inside_and_asks_them_for_nothing() -> None:
    hosts = ("a.example", "b.example", "c.example", "www.site.example", "lost.example")
    answers: dict[str, Raw] = {
        "/robots.txt": answer("", "404 Not Found"),
        "/start": answer(status="302 Found", location="http://b.example/secret"),
        "/robots-elsewhere": page(),
        "/good": page(),
    }
    with Server(answers) as server:
        names = {
            "a.example": f"10.0.0.7:{server.port}",
            "b.example": f"8.8.8.8:1 169.254.169.254:{server.port}",
            "c.example": f"::1:{server.port}",
            "www.site.example": f"127.0.0.1:{server.port}",
        }
        addresses = [
            "http://a.example/x", "http://c.example/x", "http://www.site.example/start", "http://www.site.example/good",
            "http://lost.example/", "http://10.1.1.1/x", "http://other.example/x",
        ]  # fmt: skip
        came = fetch(*addresses, hosts=hosts, names=names)
    inside = {url: (one.kind, one.what) for url, one in came.items() if one.kind}
    assert came["http://www.site.example/good"].status == 200
    assert inside["http://a.example/x"][0] == "Refused"
    assert "a.example leads to a private network (10.0.0.7)" in inside["http://a.example/x"][1]
    assert "c.example leads to this machine (::1)" in inside["http://c.example/x"][1]
    assert "b.example leads to a link-local network (169.254.169.254)" in inside["http://www.site.example/start"][1]
    assert inside["http://lost.example/"][0] == "Down"
    assert "could not be found" in inside["http://lost.example/"][1]
    assert inside["http://10.1.1.1/x"] == (
        "Refused",
        "10.1.1.1 leads to a private network; nothing is fetched from there.",
    )
    assert inside["http://other.example/x"] == ("Refused", "It is on another host, other.example.")
    assert set(server.paths()) == {"/robots.txt", "/start", "/good"}


def test_without_the_guarded_resolver_nothing_is_fetched() -> None:
    with Server({"/www.site.example/a": page()}) as server:
        came = fetch(
            "https://www.site.example/a",
            hosts=("www.site.example",),
            base_url=server.url,
            settings={"TWISTED_DNS_RESOLVER": "scrapy.resolver.CachingThreadedResolver", "ROBOTSTXT_OBEY": False},
        )
    assert "guarded resolver" in came["https://www.site.example/a"].what
    assert server.asked == []


def test_a_proxy_of_the_environment_is_not_used() -> None:
    with Server({"/www.site.example/a": page()}) as server:
        came = fetch(
            "https://www.site.example/a",
            hosts=("www.site.example",),
            base_url=server.url,
            environment={"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"},
        )
    assert came["https://www.site.example/a"].status == 200
