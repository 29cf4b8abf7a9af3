"""The replica: each fault is what it is called, validators work, and what is asked is written down."""

import gzip
import http.client
import io
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from corpus import readers
from tests.replica import build
from tests.replica.asked import Answer, Asked, Fault
from tests.replica.server import Replica
from tests.replica.stage import play

HOST, PATH = "www.audit.wales", "/publication/planning-together-how-councils-involve-residents"
ADDRESS = HOST + PATH
FILE = "/sites/default/files/publications/planning-together.pdf"


@pytest.fixture(scope="module")
def server() -> Iterator[Replica]:
    with Replica() as running:
        yield running


@pytest.fixture
def replica(server: Replica) -> Replica:
    server.restore()
    return server


class Got:
    """An answer as it came over the wire: status, headers, body."""

    def __init__(
        self, replica: Replica, path: str = PATH, host: str = HOST, method: str = "GET", **headers: str
    ) -> None:
        connection = http.client.HTTPConnection(replica.url.removeprefix("http://"), timeout=10)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, f"/{host}{path}", headers={"User-Agent": "Addewid/0.1 (test)"} | named)
        response = connection.getresponse()
        self.status, self.headers = response.status, response.headers
        self.cut = False
        try:
            self.body = response.read()
        except http.client.IncompleteRead as short:
            self.body, self.cut = short.partial, True
        connection.close()


def test_a_page_as_the_site_has_it(replica: Replica) -> None:
    got = Got(replica)
    assert got.status == 200
    assert got.headers["Content-Type"] == "text/html; charset=utf-8"
    assert b"<h1>Planning together" in got.body
    assert got.body == play(Asked.at(HOST, PATH)).data
    assert Got(replica, "/nothing-here").status == 404
    assert Got(replica, "/", host="unheard.of").status == 404


def test_unchanged_since_by_either_validator(replica: Replica) -> None:
    first = Got(replica)
    by_tag = Got(replica, If_None_Match=first.headers["ETag"])
    by_date = Got(replica, If_Modified_Since=first.headers["Last-Modified"])
    assert [(one.status, one.body) for one in (by_tag, by_date)] == [(304, b"")] * 2
    assert by_tag.headers["ETag"] == first.headers["ETag"]
    other = Got(replica, If_None_Match='"another"', If_Modified_Since=first.headers["Last-Modified"])
    assert other.status == 200, "a tag that differs outweighs a date that does not"


def test_a_changed_page_is_sent_again_and_is_of_a_later_date(replica: Replica) -> None:
    before = Got(replica)
    replica.put(HOST, PATH, "<h1>Changed</h1>")
    after = Got(replica, If_None_Match=before.headers["ETag"], If_Modified_Since=before.headers["Last-Modified"])
    assert (after.status, after.body) == (200, b"<h1>Changed</h1>")
    dates = [parsedate_to_datetime(one.headers["Last-Modified"]) for one in (before, after)]
    assert dates[0] < dates[1]
    replica.put(HOST, PATH, Answer("plain", "text/plain", 201, {"X-Own": "yes"}))
    again = Got(replica)
    assert (again.status, again.headers["X-Own"]) == (201, "yes")
    replica.remove(HOST, PATH)
    assert Got(replica).status == 404
    replica.restore()
    assert Got(replica).body == before.body


def test_head_has_headers_alone(replica: Replica) -> None:
    whole, head = Got(replica), Got(replica, method="HEAD")
    assert head.body == b""
    for name in ("Content-Length", "ETag", "Content-Type"):
        assert head.headers[name] == whole.headers[name]


def test_what_is_asked_is_written_down(replica: Replica) -> None:
    with replica.watched() as seen:
        Got(replica, "/robots.txt?x=%20y", If_None_Match='"q"')
        Got(replica, "/nothing")
    assert [(one.method, one.address, one.status, one.conditional) for one in seen] == [
        ("GET", "https://www.audit.wales/robots.txt?x=%20y", 200, True),
        ("GET", "https://www.audit.wales/nothing", 404, False),
    ]
    assert seen[0].user_agent == "Addewid/0.1 (test)"
    assert seen[0].at <= seen[1].at
    assert replica.addresses(HOST)[-1] == "https://www.audit.wales/nothing"


@pytest.mark.parametrize("agent", ["Scrapy/2.19 (+https://scrapy.org)", "python-requests/2.32"])
def test_refuses_the_agents_that_the_real_sites_refuse(replica: Replica, agent: str) -> None:
    assert Got(replica, User_Agent=agent).status == 403


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (Fault.FORBIDDEN, 403),
        (Fault.THROTTLED, 429),
        (Fault.GONE, 410),
        (Fault.MISSING, 404),
        (Fault.ERROR, 503),
    ],
)
def test_refusals(replica: Replica, fault: Fault, status: int) -> None:
    replica.break_(ADDRESS, fault, retry_after="7")
    got = Got(replica)
    assert got.status == status
    assert got.headers["Retry-After"] == ("7" if status in (429, 503) else None)
    assert "ETag" not in got.headers
    assert Got(replica, "/robots.txt").status == 200, "only the pattern is struck"
    replica.mend()
    assert Got(replica).status == 200


def test_a_fault_for_some_requests_only(replica: Replica) -> None:
    replica.break_(f"{HOST}/*", Fault.ERROR, 2, after=1)
    assert [Got(replica).status for _ in range(5)] == [200, 503, 503, 200, 200]


def test_a_pattern_may_name_the_query(replica: Replica) -> None:
    replica.break_(f"{HOST}/sitemap.xml?page=1", Fault.GONE)
    assert [Got(replica, path).status for path in ("/sitemap.xml", "/sitemap.xml?page=1")] == [200, 410]


def test_cut_short_with_and_without_a_stated_length(replica: Replica) -> None:
    whole = Got(replica)
    for fault in (Fault.TRUNCATED, Fault.CUT_CHUNKED):
        replica.restore()
        replica.break_(ADDRESS, fault)
        got = Got(replica)
        assert got.cut
        assert whole.body.startswith(got.body)
        assert 0 < len(got.body) < len(whole.body)
        assert ("Content-Length" in got.headers) == (fault is Fault.TRUNCATED)


def test_huge_and_bomb(replica: Replica) -> None:
    replica.break_(ADDRESS, Fault.HUGE)
    got = Got(replica)
    assert len(got.body) > 50 * 1024 * 1024
    assert "Content-Length" not in got.headers
    replica.restore()
    replica.break_(ADDRESS, Fault.GZIP_BOMB)
    packed = Got(replica)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.body) < 100_000
    with gzip.open(io.BytesIO(packed.body)) as unpacking:
        assert unpacking.seek(50 * 1024 * 1024 + 1) > 50 * 1024 * 1024


def test_whoever_hangs_up_on_a_huge_answer_harms_nobody(replica: Replica) -> None:
    replica.break_(ADDRESS, Fault.HUGE, 1)
    connection = http.client.HTTPConnection(replica.url.removeprefix("http://"), timeout=10)
    connection.request("GET", f"/{ADDRESS}")
    assert connection.getresponse().read(10)
    connection.close()
    assert Got(replica).status == 200


def test_answers_that_are_not_what_they_are_called(replica: Replica) -> None:
    plain = Got(replica)
    got: dict[Fault, Got] = {}
    for fault in (Fault.WRONG_TYPE, Fault.HTML_AS_PDF, Fault.FALSE_GZIP, Fault.HOSTILE_NAME, Fault.LOGIN):
        replica.restore()
        replica.break_(ADDRESS, fault)
        got[fault] = Got(replica)
        assert got[fault].status == 200
    assert got[Fault.WRONG_TYPE].headers["Content-Type"] == "image/png"
    assert got[Fault.WRONG_TYPE].body == plain.body
    assert got[Fault.HTML_AS_PDF].headers["Content-Type"] == "application/pdf"
    assert b"<html" in got[Fault.HTML_AS_PDF].body
    assert got[Fault.FALSE_GZIP].headers["Content-Encoding"] == "gzip"
    assert got[Fault.FALSE_GZIP].body == plain.body
    assert "../../" in got[Fault.HOSTILE_NAME].headers["Content-Disposition"]
    assert b'type="password"' in got[Fault.LOGIN].body


def test_an_encoding_that_lies(replica: Replica) -> None:
    replica.put(HOST, PATH, Answer("<p>Café: the council’s words</p>"))
    replica.break_(ADDRESS, Fault.LYING_ENCODING)
    got = Got(replica)
    assert got.headers["Content-Type"].endswith("charset=utf-8")
    with pytest.raises(UnicodeDecodeError):
        got.body.decode()
    assert "council’s" in got.body.decode("cp1252")


@pytest.mark.parametrize(
    ("fault", "where"),
    [
        (Fault.LOGIN_REDIRECT, f"https://{HOST}/user/login?destination={PATH}"),
        (Fault.ELSEWHERE, f"https://elsewhere.example{PATH}"),
        (Fault.PRIVATE, "http://169.254.169.254/latest/meta-data/"),
        (Fault.OWN_MACHINE, "http://127.0.0.1:9/admin"),
    ],
)
def test_redirects(replica: Replica, fault: Fault, where: str) -> None:
    replica.break_(ADDRESS, fault)
    got = Got(replica)
    assert (got.status, got.headers["Location"]) == (302, where)


def test_a_login_that_is_redirected_to_is_there(replica: Replica) -> None:
    got = Got(replica, "/user/login?destination=/x")
    assert got.status == 200
    assert b'type="password"' in got.body


def test_a_loop_has_no_end(replica: Replica) -> None:
    replica.break_(ADDRESS, Fault.LOOP)
    path, seen = PATH, []
    for _ in range(4):
        path = Got(replica, path).headers["Location"].removeprefix(f"https://{HOST}")
        seen.append(path)
    assert seen == [f"{PATH}?again=1", PATH] * 2


def test_a_loop_keeps_the_query(replica: Replica) -> None:
    replica.break_(f"{HOST}/sitemap.xml?page=1", Fault.LOOP)
    there = Got(replica, "/sitemap.xml?page=1").headers["Location"]
    assert there == f"https://{HOST}/sitemap.xml?page=1&again=1"
    back = Got(replica, there.removeprefix(f"https://{HOST}")).headers["Location"]
    assert back == f"https://{HOST}/sitemap.xml?page=1"


@pytest.mark.parametrize("fault", [Fault.TRUNCATED, Fault.FALSE_GZIP, Fault.WRONG_TYPE, Fault.HOSTILE_NAME])
def test_a_fault_shows_although_the_page_is_unchanged(replica: Replica, fault: Fault) -> None:
    known = Got(replica).headers["ETag"]
    replica.break_(ADDRESS, fault)
    assert Got(replica, If_None_Match=known).status == 200


def test_no_validators(replica: Replica) -> None:
    replica.put(HOST, PATH, "changed")
    replica.break_(ADDRESS, Fault.NO_VALIDATORS)
    got = Got(replica, If_Modified_Since="Sat, 01 Jan 2000 00:00:00 GMT")
    assert (got.status, got.headers["ETag"], got.headers["Last-Modified"]) == (200, None, None)


def test_changed_markup(replica: Replica) -> None:
    replica.break_(f"{HOST}/*", Fault.CHANGED_MARKUP)
    body = Got(replica).body.decode()
    assert 'class="v2 v2-breadcrumb"' in body
    assert 'id="v2 v2-main-content"' in body
    assert "Planning together" in body
    assert "<v2-urlset" in Got(replica, "/sitemap.xml?page=1").body.decode()
    assert "<v2-sitemapindex" in Got(replica, "/sitemap.xml").body.decode()
    assert Got(replica, FILE).body.startswith(b"%PDF")


def test_listings_that_are_empty_or_halved(replica: Replica) -> None:
    path = "/sitemap.xml?page=1"
    whole = Got(replica, path).body.count(b"<loc>")
    replica.break_(f"{HOST}/sitemap*", Fault.SHRUNK)
    assert Got(replica, path).body.count(b"<loc>") == whole // 2
    replica.restore()
    replica.break_(f"{HOST}/sitemap*", Fault.EMPTY_LISTING)
    assert Got(replica, path).body.count(b"<loc>") == 0


def test_a_listing_that_repeats(replica: Replica) -> None:
    host, paths = "www.futuregenerations.wales", [f"/wp-sitemap-posts-{kind}-1.xml" for kind in ("post", "page")]
    first, second = (Got(replica, path, host).body for path in paths)
    assert first != second
    replica.break_(host + paths[1], Fault.REPEATED_LISTING)
    assert Got(replica, paths[1], host).body == first


def test_an_answer_is_the_same_every_time(replica: Replica) -> None:
    for path in (PATH, FILE, "/sitemap.xml"):
        assert play(Asked.at(HOST, path)) == play(Asked.at(HOST, path))


def test_a_post_reaches_the_site(replica: Replica) -> None:
    connection = http.client.HTTPConnection(replica.url.removeprefix("http://"), timeout=10)
    for _ in range(2):  # the body of the first must not be taken for the second request
        connection.request("POST", f"/{ADDRESS}", body=b"a=1", headers={"User-Agent": "Addewid"})
        response = connection.getresponse()
        assert response.status == 200
        response.read()
    connection.close()
    assert replica.asked[-1].method == "POST"


def test_a_word_file_does_not_know_the_time() -> None:
    with zipfile.ZipFile(io.BytesIO(build.word("# One", "Two."))) as made:
        assert {member.date_time[0] for member in made.infolist()} == {1980}


def test_files_are_real_ones(tmp_path: Path) -> None:
    texts = ("# Tŷ a gŵr", "We will work with the people of Wales (all of them) from now on.")
    made = {
        "a.pdf": build.pdf(*texts, "---", "The second page.", title="Report", labels=("iv", "1")),
        "a.docx": build.word(*texts, "The second page.", title="Report"),
    }
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
        (read,) = readers.read(tmp_path / name)
        assert [passage.text for passage in read.passages] == [
            *(text.removeprefix("# ") for text in texts),
            "The second page.",
        ]
        if name.endswith(".pdf"):
            assert [passage.page_label for passage in read.passages] == ["iv", "iv", "1"]


def test_it_runs_by_hand_and_says_how_to_crawl_it() -> None:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "tests.replica", "--fault", "gone=www.audit.wales/news/*"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            lines: list[str] = []
            while not lines or "crawl copronet" not in lines[-1]:
                line = process.stdout.readline()
                assert line, "it ended before it said how to crawl it"
                lines.append(line)
        finally:
            process.terminate()
    (said,) = [line for line in lines if "crawl audit-wales " in line]
    assert said.split()[:4] == ["addewid", "crawl", "audit-wales", "--base-url"]
    assert said.split()[4].startswith("http://127.0.0.1:")


def test_a_fault_that_is_none_is_named() -> None:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "tests.replica", "--fault", "tired=*"]
    ended = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "tired is no fault; there are: forbidden," in ended.stderr


def test_what_the_plain_sites_publish_holds_no_key_unread() -> None:
    path = Path(__file__).parents[1] / "replica" / "sites" / "plain.toml"
    known = {"host", "path", "title", "body", "changed", "date", "file", "file_link", "file_body", "links", "twin"}
    known |= {"twin_title", "twin_body", "twin_date"}
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["page"]:
        assert row.keys() <= known
