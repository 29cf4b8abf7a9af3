"""Redirects and conditional requests, with the pages of a copy that keep their own addresses."""

import pytest

from corpus.errors import UsageProblem
from crawlers.guards.base_url import mapped, usable
from tests.crawlers.guards.fetching import Came, fetch
from tests.crawlers.guards.serving import Raw, Server, answer, page

SITE = "/www.site.example"


def to(location: str, status: str = "302 Found") -> bytes:
    return answer(status=status, location=location)


@pytest.fixture(scope="module")
def visited() -> tuple[Server, dict[str, Came]]:
    unchanged = answer(status="304 Not Modified", etag='"1"', length=False)
    pages: dict[str, Raw] = {
        "/new": page("New"),
        "/moved": to("https://www.site.example/new", "301 Moved Permanently"),
        "/moved-twice": to("/moved", "308 Permanent Redirect"),
        "/found": answer(status="302 Found", location="moved", set_cookie="seen=1; Path=/"),
        "/other-host": to("https://www.elsewhere.example/x?token=secret"),
        "/sister": to("https://cy.site.example/x"),
        "/scheme-relative": to("//www.elsewhere.example/x"),
        "/circle-a": to("/circle-b"),
        "/circle-b": to("/circle-a"),
        "/self": to("/self"),
        "/login-wall": to("/user/login?destination=/login-wall"),
        "/account/signin.aspx": page("Sign in"),
        "/nowhere": answer(status="302 Found"),
        "/mail": to("mailto:somebody@site.example"),
        "/broken": to("https://[oops/"),
        "/ftp": to("ftp://www.site.example/x"),
        "/port": to("https://www.site.example:8443/x"),
        "/password": to("https://me:secret@www.site.example/x"),
        "/inside": to("http://127.0.0.1/x"),
        "/down": to("http://www.site.example/new"),
        "/same": unchanged,
        "/same-by-date": unchanged,
        "/same-unasked": unchanged,
        "/hostile-etag": page(),
        "/query?a=1&b=%C3%A9": page("Query"),
        **{f"/long-{n}": to(f"/long-{n + 1}") for n in range(9)},
    }
    answers = {f"{SITE}{path}": raw for path, raw in pages.items()}
    answers["/cy.site.example/x"] = page("Tudalen")
    answers[f"{SITE}/copy"] = b""
    wanted = [*(f"https://www.site.example{path}" for path in pages), "http://www.site.example/plain"]
    meta = {
        "https://www.site.example/same": {"etag": '"1"'},
        "https://www.site.example/same-by-date": {"last_modified": "Tue, 01 Sep 2026 00:00:00 GMT"},
        "https://www.site.example/hostile-etag": {"etag": '"1"\r\nX-Evil: yes', "last_modified": "x" * 5000},
    }
    with Server(answers) as server:
        answers[f"{SITE}/copy"] = to(f"{server.url}/www.site.example/new")
        answers[f"{SITE}/plain"] = to("https://www.site.example/new", "301 Moved Permanently")
        came = fetch(
            *wanted,
            "https://www.site.example/copy",
            hosts=("www.site.example", "cy.site.example"),
            base_url=server.url,
            meta=meta,
            settings={"ROBOTSTXT_OBEY": False},
        )
    return server, {url.removeprefix("https://www.site.example"): one for url, one in came.items()}


def test_redirects_are_followed_and_answers_keep_canonical_addresses(visited: tuple[Server, dict[str, Came]]) -> None:
    _, came = visited
    for path in ("/moved", "/moved-twice", "/found", "/copy", "http://www.site.example/plain"):
        assert came[path].url == "https://www.site.example/new", path
        assert came[path].status == 200
    assert came["/sister"].url == "https://cy.site.example/x"
    assert came["/query?a=1&b=%C3%A9"].url == "https://www.site.example/query?a=1&b=%C3%A9"


@pytest.mark.parametrize(
    ("path", "kind", "what"),
    [
        ("/other-host", "Refused", "It redirects to another host, www.elsewhere.example."),
        ("/scheme-relative", "Refused", "It redirects to another host, www.elsewhere.example."),
        ("/inside", "Refused", "It redirects to another host, 127.0.0.1."),
        ("/down", "Refused", "from https to http"),
        ("/port", "Refused", "names port 8443"),
        ("/password", "Refused", "holds a name or password"),
        ("/circle-a", "Failed", "in a circle, by way of https://www.site.example/circle-b"),
        ("/self", "Failed", "in a circle"),
        ("/long-0", "Failed", "more than 5 times"),
        ("/login-wall", "Failed", "wants a login: it redirects to /user/login"),
        ("/nowhere", "Failed", "not to a web address"),
        ("/mail", "Failed", "cannot be understood"),
        ("/ftp", "Failed", "not to a web address"),
        ("/broken", "Failed", "cannot be understood"),
        ("/same-unasked", "Failed", "nothing has changed, though it was not asked"),
    ],
)
def test_redirects_that_are_not_followed(
    path: str, kind: str, what: str, visited: tuple[Server, dict[str, Came]]
) -> None:
    _, came = visited
    assert came[path].kind == kind
    assert what in came[path].what


def test_no_other_host_was_asked(visited: tuple[Server, dict[str, Came]]) -> None:
    server, _ = visited
    assert {path.split("/")[1] for path in server.paths()} == {"www.site.example", "cy.site.example"}
    assert all(one.header("Referer") is None and one.header("Cookie") is None for one in server.asked)


def test_what_is_kept_is_asked_for_conditionally_and_304_goes_on(visited: tuple[Server, dict[str, Came]]) -> None:
    server, came = visited
    assert came["/same"].status == came["/same-by-date"].status == 304
    assert server.asked[server.paths().index(f"{SITE}/same")].header("If-None-Match") == '"1"'
    dated = server.asked[server.paths().index(f"{SITE}/same-by-date")]
    assert dated.header("If-Modified-Since") == "Tue, 01 Sep 2026 00:00:00 GMT"
    assert dated.header("If-None-Match") is None


def test_a_hostile_validator_cannot_add_headers(visited: tuple[Server, dict[str, Came]]) -> None:
    server, came = visited
    assert came["/hostile-etag"].status == 200
    asked = server.asked[server.paths().index(f"{SITE}/hostile-etag")]
    assert asked.header("X-Evil") is None
    assert asked.header("If-None-Match") is None
    assert asked.header("If-Modified-Since") is None


def test_every_asking_says_who_asks(visited: tuple[Server, dict[str, Came]]) -> None:
    server, _ = visited
    agents = {one.header("User-Agent") for one in server.asked}
    assert len(agents) == 1
    agent = agents.pop() or ""
    assert agent.startswith("Addewid/")
    assert not any(name in agent.lower() for name in ("mozilla", "scrapy", "python", "twisted"))


def test_where_an_address_is_in_the_copy() -> None:
    assert (
        mapped("https://www.site.example/a%20b?x=1#here", "http://h:1/base/")
        == "http://h:1/base/www.site.example/a%20b?x=1"
    )
    assert mapped("http://www.site.example", "http://h:1") == "http://h:1/www.site.example/"


@pytest.mark.parametrize(
    "base", ["", "localhost:8000", "ftp://h/", "http://", "http://a@h", "http://h/?x", "http://h:0", "http://[h"]
)
def test_what_cannot_be_a_base_url(base: str) -> None:
    with pytest.raises(UsageProblem, match="cannot be a base URL"):
        usable(base)


def test_what_can_be_a_base_url() -> None:
    assert usable("http://127.0.0.1:8000/") == "http://127.0.0.1:8000"
