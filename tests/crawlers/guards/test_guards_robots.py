"""robots.txt is obeyed, its delay kept, and a host whose robots.txt cannot be had is left alone."""

from itertools import pairwise

import pytest

from tests.crawlers.guards.fetching import Came, fetch
from tests.crawlers.guards.serving import Raw, Server, answer, page

RULES = """User-agent: *
Disallow: /

User-agent: addewid
Disallow: /private
Allow: /private/but-not-this
"""
SLOW = "User-agent: *\nCrawl-delay: 0.4\nDisallow: */data.pdf\n"


def robots(text: str, status: str = "200 OK") -> bytes:
    return answer(text, status, content_type="text/plain")


@pytest.fixture(scope="module")
def visited() -> tuple[Server, dict[str, Came]]:
    answers: dict[str, Raw] = {
        "/rules.example/robots.txt": robots(RULES),
        "/slow.example/robots.txt": robots(SLOW),
        "/broken.example/robots.txt": robots("no", "503 Service Unavailable"),
        "/shut.example/robots.txt": robots("no", "403 Forbidden"),
        "/busy.example/robots.txt": robots("no", "429 Too Many Requests"),
        "/moved.example/robots.txt": answer(status="301 Moved", location="https://rules.example/robots.txt"),
        "/trap.example/robots.txt": answer(status="301 Moved", location="http://127.0.0.1/robots.txt"),
        "/recovers.example/robots.txt": (
            robots("no", "503 Service Unavailable"),
            robots("User-agent: *\nDisallow: /no"),
        ),
        "/patience.example/robots.txt": robots("User-agent: *\nCrawl-delay: 86400"),
        "/nonsense.example/robots.txt": answer(b"\xff\xfe\x00Disallow: /\n" * 10 + b"Crawl-delay: nan\n"),
    }
    wanted = [
        *("rules.example/open", "rules.example/private/page", "rules.example/private/but-not-this/a"),
        *("slow.example/1", "slow.example/2", "slow.example/3", "slow.example/wsi/2026/1/data.pdf"),
        *("broken.example/1", "broken.example/2", "shut.example/1", "busy.example/1", "moved.example/private"),
        *("trap.example/1", "recovers.example/no", "recovers.example/yes", "patience.example/1", "nonsense.example/1"),
        "none.example/1",
    ]
    answers |= {f"/{place}": page() for place in wanted}
    hosts = tuple({place.partition("/")[0] for place in wanted})
    with Server(answers) as server:
        came = fetch(
            *(f"https://{place}" for place in wanted),
            hosts=hosts,
            base_url=server.url,
            settings={"RETRY_TIMES": 1, "AUTOTHROTTLE_ENABLED": True, "AUTOTHROTTLE_START_DELAY": 0},
        )
    return server, {url.removeprefix("https://"): one for url, one in came.items()}


def test_what_it_forbids_to_us_is_not_asked_for(visited: tuple[Server, dict[str, Came]]) -> None:
    server, came = visited
    assert came["rules.example/open"].status == 200
    assert came["rules.example/private/but-not-this/a"].status == 200
    assert (came["rules.example/private/page"].kind, came["rules.example/private/page"].what) == (
        "Refused",
        "robots.txt of rules.example asks that this address not be fetched.",
    )
    assert "/rules.example/private/page" not in server.paths()
    assert came["slow.example/wsi/2026/1/data.pdf"].kind == "Refused"


def test_it_is_fetched_once_a_host(visited: tuple[Server, dict[str, Came]]) -> None:
    server, _ = visited
    assert len(server.times("/slow.example/robots.txt")) == 1


def test_its_delay_is_kept_whatever_autothrottle_would_do(visited: tuple[Server, dict[str, Came]]) -> None:
    server, _ = visited
    times = [server.times(f"/slow.example/{name}")[0] for name in ("1", "2", "3")]
    assert min(later - earlier for earlier, later in pairwise(times)) >= 0.3
    assert times[0] - server.times("/slow.example/robots.txt")[0] >= 0.25


def test_a_delay_of_a_day_means_to_be_left_alone(visited: tuple[Server, dict[str, Came]]) -> None:
    server, came = visited
    assert came["patience.example/1"].kind == "Blocked"
    assert "86400 seconds between pages" in came["patience.example/1"].what
    assert "/patience.example/1" not in server.paths()


def test_5xx_means_that_nothing_is_allowed_now(visited: tuple[Server, dict[str, Came]]) -> None:
    server, came = visited
    assert {came[f"broken.example/{n}"].kind for n in "12"} == {"Down"}
    assert came["broken.example/1"].what == (
        "robots.txt of broken.example could not be fetched, so nothing else is: "
        "The server answered 503 Service Unavailable, twice."
    )
    assert came["broken.example/1"].what == came["broken.example/2"].what
    assert not [path for path in server.paths() if path.startswith("/broken.example/") and "robots" not in path]
    assert came["recovers.example/yes"].status == 200
    assert came["recovers.example/no"].kind == "Refused"


def test_4xx_means_that_there_are_no_rules_but_429_means_stop(visited: tuple[Server, dict[str, Came]]) -> None:
    _, came = visited
    assert came["shut.example/1"].status == 200
    assert came["none.example/1"].status == 200
    assert came["busy.example/1"].kind == "Blocked"


def test_it_may_be_kept_on_another_host_but_not_inside(visited: tuple[Server, dict[str, Came]]) -> None:
    _, came = visited
    assert came["moved.example/private"].kind == "Refused"
    assert came["trap.example/1"].kind == "Refused"
    assert "this machine" in came["trap.example/1"].what


def test_one_that_makes_no_sense_forbids_nothing(visited: tuple[Server, dict[str, Came]]) -> None:
    _, came = visited
    assert came["nonsense.example/1"].status == 200
