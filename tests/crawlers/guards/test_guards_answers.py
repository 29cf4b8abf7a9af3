"""Bad answers: each is one sentence, and what can be put right is put right and said."""

import gzip
import zlib

import pytest

from tests.crawlers.guards.fetching import Came, fetch
from tests.crawlers.guards.serving import Raw, Server, answer, page

MB = 1024 * 1024
PDF = b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
WORD = b"PK\x03\x04\x14\x00\x06\x00[Content_Types].xml" + b"word/document.xml" * 3 + b"PK\x05\x06" + b"\0" * 18
HTML = "text/html; charset=utf-8"
FEED = '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title></channel></rss>'
LOGIN = "<html><head><title>Sign in</title></head><body><form><input name=a><input TYPE=Password></form></body></html>"
BIG_PAGE_WITH_LOGIN = (
    "<html><head><title>Our consultation</title></head><body><form><input type='password'></form><p>"
    + "What we propose and why we propose it. " * 60
    + "</p></body></html>"
)
WELSH = "<html><head><title>Tŷ</title></head><body><p>Fe wnaeth y tŷ gŵyno – “do”.</p></body></html>"
FRENCH = '<html><head><meta charset="utf-8"><title>Café</title></head><body><p>“Café” – naïve</p></body></html>'


def typed(body: bytes | str, content_type: str, **headers: str) -> bytes:
    data = body.encode() if isinstance(body, str) else body
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return (
        f"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: {content_type}\r\n"
        f"content-length: {len(data)}\r\n{head}\r\n"
    ).encode("latin-1") + data


def cut(body: bytes, content_type: str, version: str = "1.1", head: str = "") -> bytes:
    return f"HTTP/{version} 200 OK\r\nconnection: close\r\ncontent-type: {content_type}\r\n{head}\r\n".encode() + body


def pages() -> dict[str, Raw]:
    packed = gzip.compress(page().partition(b"\r\n\r\n")[2] * 50)
    bomb = gzip.compress(b"\0" * (3 * MB))
    raw_deflate = zlib.compressobj(wbits=-15)
    deflated = raw_deflate.compress(WELSH.encode()) + raw_deflate.flush()
    return {
        "/good": page(),
        "/good.pdf": typed(PDF, "application/pdf"),
        "/good.docx": typed(WORD, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        "/feed": typed(FEED, "application/rss+xml"),
        "/download?id=1": typed(PDF, "application/octet-stream"),
        "/untyped": answer(page().partition(b"\r\n\r\n")[2]),
        # cut off
        "/short": cut(b"<html>half", HTML, head="content-length: 1000\r\n"),
        "/chunks": cut(b"5\r\n<html\r\n5\r\nhalf", HTML, head="transfer-encoding: chunked\r\n"),
        "/old-pdf": cut(PDF[:-12], "application/pdf", "1.0"),
        "/old-word": cut(WORD[:-30], "application/zip", "1.0"),
        "/old-page": cut(b"<!doctype html><html><body><p>half", HTML, "1.0"),
        "/old-good.pdf": cut(PDF, "application/pdf", "1.0"),
        "/old-good": cut(WELSH.encode(), HTML, "1.0"),
        "/gzip-cut": typed(packed[:-20], HTML, content_encoding="gzip"),
        "/gzip-damaged": typed(packed[:30] + b"xxxx" + packed[34:], HTML, content_encoding="gzip"),
        "/gzip-none": typed("<html><p>not packed at all</p></html>", HTML, content_encoding="gzip"),
        # large
        "/declared": cut(b"<html>", HTML, head=f"content-length: {3 * MB}\r\n"),
        "/streamed": cut(b"<html>" + b"a" * MB, HTML),
        "/bomb": typed(bomb, HTML, content_encoding="gzip"),
        "/two-bombs": typed(gzip.compress(bomb), HTML, content_encoding="gzip, gzip"),
        # packed
        "/gzip": typed(packed, HTML, content_encoding="gzip"),
        "/gzip-members": typed(packed + gzip.compress(b"<p>more</p>"), HTML, content_encoding="x-gzip"),
        "/deflate": typed(zlib.compress(WELSH.encode()), HTML, content_encoding="deflate"),
        "/raw-deflate": typed(deflated, HTML, content_encoding="deflate"),
        "/brotli": typed(b"\x0b\x02\x80hello\x03", HTML, content_encoding="br"),
        "/identity": typed(WELSH, HTML, content_encoding="identity"),
        # not what was promised
        "/fake.pdf": typed(page().partition(b"\r\n\r\n")[2], "application/pdf"),
        "/error.pdf": page("Something went wrong"),
        "/labelled-pdf": typed(page().partition(b"\r\n\r\n")[2], "application/pdf"),
        "/text.pdf": typed("Not available.", "text/plain"),
        "/fragment.docx": typed("<div>Not available</div>", "application/octet-stream"),
        "/pdf-as-page": typed(PDF, HTML),
        "/word-as-pdf": typed(WORD, "application/pdf"),
        "/feed-is-page": typed(page().partition(b"\r\n\r\n")[2], "application/rss+xml"),
        "/sitemap.xml": page("Sorry"),
        "/feed-as-page": typed(FEED, HTML),
        "/picture": typed(b"\x89PNG\r\n\x1a\n" + b"\0" * 50, HTML),
        "/binary": typed(bytes(range(256)), HTML),
        "/json": typed('{"a": 1}', "application/json"),
        "/json-is-page": typed(page().partition(b"\r\n\r\n")[2], "application/json"),
        # pages that are not the page
        "/empty": typed("", HTML),
        "/blank": typed(" \r\n\t", HTML),
        "/login": typed(LOGIN, HTML),
        "/with-login-box": typed(BIG_PAGE_WITH_LOGIN, HTML),
        "/about-login": page("Signing in to services", "How people sign in."),
        "/lost": page("Page not found | Our site"),
        "/lost-404": page("404 - Not found"),
        "/coll": page("Ni chafwyd hyd i'r dudalen"),
        "/404-homes": page("404 homes to be built"),
        "/gate/x": page("Just a moment..."),
        # encodings
        "/says-utf8": typed(FRENCH.encode("cp1252"), HTML),
        "/says-latin1": typed(WELSH.encode(), "text/html; charset=iso-8859-1"),
        "/says-celtic": typed(
            WELSH.replace("–", "-").replace("“", '"').replace("”", '"').encode("iso8859_14"),
            "text/html; charset=iso-8859-14",
        ),
        "/says-nothing": typed(FRENCH.replace('<meta charset="utf-8">', "").encode("cp1252"), "text/html"),
        "/nearly-utf8": typed(WELSH.encode() + b"<!-- \xff -->", HTML),
        "/utf16": typed(WELSH.encode("utf-16"), "text/html"),
        "/nonsense-charset": typed(WELSH, "text/html; charset=klingon"),
        # hostile headers
        "/long-header": cut(b"<html>", HTML, head=f"x-long: {'a' * 100_000}\r\ncontent-length: 6\r\n"),
        "/endless-headers": b"HTTP/1.1 200 OK\r\n" + (b"x-more: " + b"b" * 8000 + b"\r\n") * 9,
        "/odd-header": cut(WELSH.encode(), HTML, head="no colon here\r\n"),
        "/bad-header": cut(b"<html>", HTML, head="\xff\x01: a\r\ncontent-length: 6\r\n"),
        "/two-lengths": cut(b"<html>", HTML, head="content-length: 6\r\ncontent-length: 9\r\n"),
        "/odd-length": cut(b"<html>", HTML, head="content-length: -6\r\n"),
        "/not-http": b"220 mail.example ESMTP ready\r\n\r\n",
        "/hung-up": b"",
    }  # fmt: skip


@pytest.fixture(scope="module")
def visited() -> tuple[Server, dict[str, Came]]:
    site = "www.site.example"
    answers = {f"/{path_host(path)}{path}": raw for path, raw in pages().items()}
    addresses = {path: f"https://{path_host(path)}{path}" for path in pages()}
    with Server(answers, endless={f"/{site}/streamed", f"/{path_host('/endless-headers')}/endless-headers"}) as server:
        came = fetch(
            *addresses.values(),
            hosts=tuple({path_host(path) for path in pages()}),
            base_url=server.url,
            settings={"ROBOTSTXT_OBEY": False, "RETRY_TIMES": 0, "DOWNLOAD_MAXSIZE": 2 * MB},
        )
    return server, {path: came[address] for path, address in addresses.items()}


def path_host(path: str) -> str:
    """Answers that count as silence get hosts of their own, for a host that is often silent is left alone."""
    silent = (
        "/short",
        "/chunks",
        "/long",
        "/endless",
        "/bad",
        "/two-lengths",
        "/odd-length",
        "/not-http",
        "/hung-up",
        "/gate",
    )
    return f"{path[1:5]}.site.example" if path.startswith(silent) else "www.site.example"


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/short", "The answer broke off before its end."),
        ("/chunks", "The answer broke off before its end."),
        ("/old-pdf", "The answer broke off before its end."),
        ("/old-word", "The answer broke off before its end."),
        ("/old-page", "The answer broke off before its end."),
        ("/gzip-cut", "The answer broke off before its end."),
        ("/gzip-damaged", "The answer is damaged: it could not be unpacked."),
        ("/gzip-none", "The answer is damaged: it could not be unpacked."),
        ("/declared", "The answer is larger than 2 MB."),
        ("/streamed", "The answer is larger than 2 MB."),
        ("/bomb", "The answer unpacks to more than 2 MB."),
        ("/two-bombs", "The answer is packed in a way that was not asked for (gzip, gzip)."),
        ("/brotli", "The answer is packed in a way that was not asked for (br)."),
        ("/fake.pdf", "The server answered with a page where a PDF was promised."),
        ("/error.pdf", "The server answered with a page where a PDF was promised."),
        ("/labelled-pdf", "The server answered with a page where a PDF was promised."),
        ("/text.pdf", "The server answered with plain text where a PDF was promised."),
        ("/fragment.docx", "The server answered with a page where an office document was promised."),
        ("/feed-is-page", "The server answered with a page where XML data was promised."),
        ("/sitemap.xml", "The server answered with a page where XML data was promised."),
        ("/json-is-page", "The server answered with a page where JSON data was promised."),
        ("/picture", "The server answered with a picture where a page was promised."),
        ("/binary", "The server answered with data of another kind where a page was promised."),
        ("/empty", "The server answered with nothing: the page is empty."),
        ("/blank", "The server answered with nothing: the page is empty."),
        ("/login", "The server answered with a login page."),
        ("/lost", "The page says of itself that it was not found (“Page not found | Our site”), with status 200."),
        ("/lost-404", "The page says of itself that it was not found (“404 - Not found”), with status 200."),
        ("/coll", "The page says of itself that it was not found (“Ni chafwyd hyd i'r dudalen”), with status 200."),
        ("/long-header", "The connection broke off."),
        ("/endless-headers", "The connection broke off."),
        ("/bad-header", "The connection broke off."),
        ("/two-lengths", "The connection broke off."),
        ("/odd-length", "The connection broke off."),
        ("/not-http", "The connection broke off."),
        ("/hung-up", "The connection broke off."),
    ],
)  # fmt: skip
def test_bad_answers_are_one_sentence_each(path: str, what: str, visited: tuple[Server, dict[str, Came]]) -> None:
    _, came = visited
    assert (came[path].kind, came[path].what) == ("Failed", what)


def test_a_gatekeepers_page_means_blocked(visited: tuple[Server, dict[str, Came]]) -> None:
    _, came = visited
    assert came["/gate/x"].kind == "Blocked"
    assert came["/gate/x"].what.startswith("gate.site.example answered with a gatekeeper's page")


@pytest.mark.parametrize(
    ("path", "response", "content_type"),
    [
        ("/good", "HtmlResponse", HTML),
        ("/good.pdf", "Response", "application/pdf"),
        ("/good.docx", "Response", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("/feed", "XmlResponse", "application/rss+xml"),
        ("/json", "JsonResponse", "application/json"),
        ("/old-good", "HtmlResponse", HTML),
        ("/old-good.pdf", "Response", "application/pdf"),
        ("/download?id=1", "Response", "application/pdf"),
        ("/untyped", "HtmlResponse", "text/html"),
        ("/with-login-box", "HtmlResponse", HTML),
        ("/about-login", "HtmlResponse", HTML),
        ("/404-homes", "HtmlResponse", HTML),
    ],
)
def test_good_answers_pass_without_a_word(
    path: str, response: str, content_type: str, visited: tuple[Server, dict[str, Came]]
) -> None:
    _, came = visited
    assert (came[path].status, came[path].response, came[path].content_type) == (200, response, content_type)
    assert came[path].notes == []


@pytest.mark.parametrize(
    ("path", "response", "content_type", "note"),
    [
        ("/pdf-as-page", "Response", "application/pdf", "as a page but is a PDF"),
        ("/word-as-pdf", "Response", "application/zip", "as a PDF but is an office document"),
        ("/feed-as-page", "XmlResponse", "application/xml", "as a page but is XML data"),
    ],
)  # fmt: skip
def test_content_decides_over_labels_and_says_so(
    path: str, response: str, content_type: str, note: str, visited: tuple[Server, dict[str, Came]]
) -> None:
    _, came = visited
    assert (came[path].response, came[path].content_type) == (response, content_type)
    assert came[path].notes == [f"It is labelled {note}, and was taken as that."]
    assert "X-Original-Content-Type" in came[path].headers


@pytest.mark.parametrize("path", ["/gzip", "/gzip-members", "/deflate", "/raw-deflate", "/identity"])
def test_what_is_packed_is_unpacked_whole(path: str, visited: tuple[Server, dict[str, Came]]) -> None:
    _, came = visited
    assert came[path].status == 200
    assert came[path].text.startswith(("<!doctype html>", "<html>"))
    assert "Content-Encoding" not in came[path].headers or path == "/identity"
    if path == "/gzip-members":
        assert came[path].size == came["/gzip"].size + len(b"<p>more</p>")


@pytest.mark.parametrize(
    ("path", "words", "charset"),
    [
        ("/says-utf8", "“Café” – naïve", "cp1252"),
        ("/says-latin1", "Fe wnaeth y tŷ gŵyno – “do”.", "utf-8"),
        ("/says-celtic", 'Fe wnaeth y tŷ gŵyno - "do".', ""),
        ("/says-nothing", "“Café” – naïve", ""),
        ("/nearly-utf8", "Fe wnaeth y tŷ gŵyno – “do”.", ""),
        ("/utf16", "Fe wnaeth y tŷ gŵyno – “do”.", ""),
        ("/nonsense-charset", "Fe wnaeth y tŷ gŵyno – “do”.", ""),
        ("/odd-header", "Fe wnaeth y tŷ gŵyno – “do”.", ""),
    ],
)
def test_text_is_read_in_the_encoding_that_it_has(
    path: str, words: str, charset: str, visited: tuple[Server, dict[str, Came]]
) -> None:
    _, came = visited
    assert words in came[path].text
    if charset:
        assert came[path].content_type == f"text/html; charset={charset}"
        assert len(came[path].notes) == 1
        assert charset in came[path].notes[0]


def test_what_is_too_large_is_given_up_early(visited: tuple[Server, dict[str, Came]]) -> None:
    server, _ = visited
    assert [path for path in server.paths() if path.endswith("/declared")] == ["/www.site.example/declared"]


def test_the_limit_is_50_megabytes_and_certificates_are_checked() -> None:
    from scrapy.settings import Settings

    settings = Settings()
    settings.setmodule("crawlers.settings")
    assert settings.getint("DOWNLOAD_MAXSIZE") == 50 * MB
    assert settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
    assert settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1
    assert settings.getfloat("DOWNLOAD_DELAY") >= 1
    assert settings.getbool("AUTOTHROTTLE_ENABLED")
    assert not settings.getbool("REMOTE_CONTROL_ENABLED")
