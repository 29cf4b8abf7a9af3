"""A server that says "not now", says no, or says nothing: what is asked again, when, and which host is left alone."""

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from types import SimpleNamespace

import pytest
from scrapy.http import Request

from crawlers.guards import Stopped
from crawlers.guards.hosts import Hosts
from tests.crawlers.guards.fetching import Came, fetch
from tests.crawlers.guards.serving import Raw, Server, answer, page

TOMORROW = format_datetime(datetime.now(UTC) + timedelta(days=1), usegmt=True)
OFF = {"ROBOTSTXT_OBEY": False}


def no(status: str, retry_after: str = "", www_authenticate: str = "") -> bytes:
    return answer("<h1>Sorry</h1>", status, retry_after=retry_after, www_authenticate=www_authenticate)


@pytest.fixture(scope="module")
def visited() -> tuple[Server, dict[str, Came]]:
    unavailable, busy = no("503 Service Unavailable"), "429 Too Many Requests"
    cut = answer(b"half", length=False, content_length="100", content_type="text/html")
    answers: dict[str, Raw] = {
        "/tired.example/1": (unavailable, unavailable, page()),
        "/ill.example/1": no("500 Internal Server Error"),
        "/ill.example/2": page(),
        "/told.example/1": (no("503 Service Unavailable", retry_after="1"), page()),
        "/told.example/2": page(),
        "/later.example/1": no("503 Service Unavailable", retry_after="7200"),
        "/tomorrow.example/1": no("503 Service Unavailable", retry_after=TOMORROW),
        "/forbidden.example/1": page(),
        "/forbidden.example/2": no("403 Forbidden"),
        "/forbidden.example/3": page(),
        "/slowdown.example/1": (no(busy, retry_after="1"), page()),
        "/slowdown.example/2": page(),
        "/often.example/1": (no(busy, retry_after="1"), page()),
        "/often.example/2": no(busy, retry_after="1"),
        "/often.example/3": page(),
        "/toomany.example/1": no(busy),
        "/toomuch.example/1": no(busy, retry_after="3601"),
        "/other.example/1": page(),
        "/gone.example/1": no("410 Gone"),
        "/cut.example/1": (cut, cut, page()),
    }
    answers |= {f"/dead.example/{n}": unavailable for n in range(8)}
    answers["/private.example/1"] = no("401 Unauthorized", www_authenticate='Basic realm="x"')
    answers["/private.example/2"] = no("418 I'm a teapot")
    answers["/private.example/3"] = no("451 Unavailable For Legal Reasons")
    answers["/private.example/4"] = answer("part", "206 Partial Content", content_type="text/html")
    addresses = [f"https:/{path}" for path in answers]
    hosts = tuple({path.split("/")[1] for path in answers})
    with Server(answers) as server:
        came = fetch(
            *addresses, hosts=hosts, base_url=server.url, settings={**OFF, "RETRY_TIMES": 2, "BACKOFF_BASE": 0.1}
        )
    return server, {url.removeprefix("https://"): one for url, one in came.items()}


def test_5xx_is_asked_again_after_pauses_that_grow(visited: tuple[Server, dict[str, Came]]) -> None:
    server, came = visited
    assert came["tired.example/1"].status == 200
    first, second = (later - earlier for earlier, later in pairwise(server.times("/tired.example/1")))
    assert first >= 0.08
    assert second >= 0.17
    assert (came["ill.example/1"].kind, came["ill.example/1"].what) == (
        "Failed",
        "The server answered 500 Internal Server Error, three times.",
    )
    assert len(server.times("/ill.example/1")) == 3
    assert came["ill.example/2"].status == 200


def test_the_whole_host_rests_as_long_as_it_says_and_no_other(visited: tuple[Server, dict[str, Came]]) -> None:
    server, came = visited
    first, second = server.times("/told.example/1")
    assert second - first >= 0.9
    assert not [one for one in server.times("/told.example/2") if first < one < first + 0.9]
    assert came["told.example/1"].status == came["told.example/2"].status == 200
    others = [one.at for one in server.asked if first < one.at < second and not one.path.startswith("/told.example")]
    assert len(others) > 5


@pytest.mark.parametrize("host", ["later.example", "tomorrow.example"])
def test_a_server_that_wants_us_back_in_hours_is_left_alone(host: str, visited: tuple[Server, dict[str, Came]]) -> None:
    server, came = visited
    assert came[f"{host}/1"].kind == "Blocked"
    assert "come back in" in came[f"{host}/1"].what
    assert len(server.times(f"/{host}/1")) == 1


def test_403_stops_that_host_and_no_other(visited: tuple[Server, dict[str, Came]]) -> None:
    server, came = visited
    assert came["forbidden.example/1"].status == 200
    assert came["forbidden.example/2"].kind == came["forbidden.example/3"].kind == "Blocked"
    assert came["forbidden.example/2"].what == came["forbidden.example/3"].what
    assert came["forbidden.example/2"].what == (
        "forbidden.example answered 403 Forbidden: it is left alone and the last copies are kept."
    )
    assert len(server.times("/forbidden.example/2")) == 1
    assert server.times("/forbidden.example/3") == []
    assert came["other.example/1"].status == 200


def test_429_is_waited_out_once(visited: tuple[Server, dict[str, Came]]) -> None:
    server, came = visited
    first, second = server.times("/slowdown.example/1")
    assert second - first >= 0.9
    assert came["slowdown.example/1"].status == came["slowdown.example/2"].status == 200
    assert {came[f"often.example/{n}"].kind for n in "123"} == {"Blocked"}
    assert server.times("/often.example/2")[0] - server.times("/often.example/1")[0] >= 0.9
    assert len([path for path in server.paths() if path.startswith("/often.example/")]) == 2


@pytest.mark.parametrize("host", ["toomany.example", "toomuch.example"])
def test_429_without_a_time_or_with_a_long_one_is_no(host: str, visited: tuple[Server, dict[str, Came]]) -> None:
    server, came = visited
    assert came[f"{host}/1"].kind == "Blocked"
    assert len(server.times(f"/{host}/1")) == 1


def test_a_host_that_does_not_answer_for_five_pages_is_left_alone(visited: tuple[Server, dict[str, Came]]) -> None:
    server, came = visited
    kinds = [came[f"dead.example/{n}"].kind for n in range(8)]
    assert kinds.count("Failed") in {5, 6}
    assert kinds.count("Down") == 8 - kinds.count("Failed")
    asked = [path for path in server.paths() if path.startswith("/dead.example/")]
    assert len(asked) < 8 * 3


def test_gone_goes_on_to_the_spider_and_other_refusals_are_named(visited: tuple[Server, dict[str, Came]]) -> None:
    _, came = visited
    assert came["gone.example/1"].status == 410
    assert came["private.example/1"].what == "The server asks for a name and a password."
    assert came["private.example/2"].what.startswith("The server answered 418")
    assert came["private.example/3"].kind == "Refused"
    assert came["private.example/4"].what == "The server answered 206 Partial Content."
    assert came["cut.example/1"].status == 200


def test_a_host_is_asked_over_one_connection_one_page_at_a_time() -> None:
    body = page(text="Many words of our own. " * 500).replace(b"connection: close\r\n", b"")
    answers: dict[str, Raw] = {f"/www.site.example/{n}": body for n in range(40)}
    with Server(answers) as server:
        addresses = [f"https:/{path}" for path in answers]
        came = fetch(*addresses, hosts=("www.site.example",), base_url=server.url, settings=OFF)
    assert [one.status for one in came.values()] == [200] * 40
    assert len(server.asked) == 40
    assert server.connections == 1


async def test_a_crawl_that_stops_does_not_wait_for_its_turn() -> None:
    crawler = SimpleNamespace(engine=SimpleNamespace(running=False, downloader=SimpleNamespace(slots={})))
    hosts = Hosts(crawler)  # type: ignore[arg-type]
    hosts.hold("www.site.example", 3600)
    with pytest.raises(Stopped):
        async with asyncio.timeout(5), hosts.turn(Request("https://www.site.example/")):
            pytest.fail("it was let through")
    async with hosts.turn(Request("https://cy.site.example/")):
        pass


def test_a_server_that_is_silent_refuses_or_cannot_prove_itself(tmp_path_factory: pytest.TempPathFactory) -> None:
    certificate = self_signed(tmp_path_factory)
    silent = Server({}, silent={"/1"})
    with Server({"/1": page()}, certificate=certificate) as liar, silent, Server({}) as closed:
        pass
    with Server({"/1": page()}, certificate=certificate) as liar, silent:
        names = {
            "liar.example": f"127.0.0.1:{liar.port}",
            "silent.example": f"127.0.0.1:{silent.port}",
            "closed.example": f"127.0.0.1:{closed.port}",
        }
        addresses = ["https://liar.example/1", "http://silent.example/1", "http://closed.example/1"]
        came = fetch(
            *addresses,
            hosts=tuple(names),
            names=names,
            settings={**OFF, "RETRY_TIMES": 1, "DOWNLOAD_TIMEOUT": 0.4},
        )
    liar_said, silent_said, closed_said = (came[address].what for address in addresses)
    assert liar_said == "The server could not prove who it is: its certificate is not to be trusted."
    assert liar.asked == []
    assert silent_said == "The server took too long to answer, twice."
    assert closed_said == "The server refused the connection, twice."


def self_signed(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A certificate that nobody vouches for."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "liar.example")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("liar.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("tls")
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return str(folder / "cert.pem"), str(folder / "key.pem")
