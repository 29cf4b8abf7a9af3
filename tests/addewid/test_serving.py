"""Who is let in to the served app, and who is not."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest

from addewid.serving.door import COOKIE, MOST_SESSIONS, is_loopback
from corpus.errors import UsageProblem
from tests.addewid.served import TOKEN, Served, served


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("home")) as one:
        yield one


def asked(server: Served, path: str, **headers: str) -> tuple[int, str, dict[str, str]]:
    """The status, text and headers of the answer to a request, without following it elsewhere."""

    async def ask() -> tuple[int, str, dict[str, str]]:
        async with (
            aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session,
            session.get(server.base + path, headers=headers, allow_redirects=False) as answer,
        ):
            return answer.status, await answer.text(), dict(answer.headers)

    return asyncio.run(ask())


COOKIED = {"Cookie": f"{COOKIE}={TOKEN}"}


def test_the_address_that_is_printed_leads_to_the_page(server: Served) -> None:
    status, _, headers = asked(server, f"/?token={TOKEN}")
    assert status == 303 and headers["Location"] == "/"
    cookie = headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and "Max-Age" not in cookie
    assert asked(server, f"/?token={TOKEN}&fontsize=20&x=y")[2]["Location"] == "/?fontsize=20"
    status, page, headers = asked(server, "/", **COOKIED)
    assert status == 200 and "textual.js" in page and TOKEN not in page
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "://" not in page.replace("http://www.w3.org", "")  # asks nobody else for anything


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", {}),
        ("/?token=", {}),
        ("/?token=wrong", {}),
        ("/?token=wrong", COOKIED),
        ("/ws", {}),
        ("/static/js/textual.js", {}),
        ("/download/x", {}),
        (f"/static/js/textual.js?token={TOKEN}", {}),
        ("/", {"Cookie": f"{COOKIE}=wrong"}),
        ("/", {"Cookie": f'{COOKIE}="; x'}),
        ("/", {"Cookie": f"{COOKIE}=\xff"}),
    ],
)
def test_nobody_comes_in_without_the_token(server: Served, path: str, headers: dict[str, str]) -> None:
    status, text, _ = asked(server, path, **headers)
    if path == "/ws":
        assert status == 403  # a page of another server would ask so
    else:
        assert status == 401 and "addewid serve" in text


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:80"},
        {"Host": ""},
        {"Host": "[::1"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
    ],
)
@pytest.mark.parametrize("path", ["/", "/ws"])
def test_another_page_in_the_same_browser_comes_no_further(server: Served, path: str, headers: dict[str, str]) -> None:
    status, _, _ = asked(server, path, **COOKIED, **headers)
    assert status in (400, 403)


@pytest.mark.parametrize("size", ["width=1000000", "height=-1", "width=", "width=1e9", "height=²", "fontsize=99999"])
def test_no_terminal_is_larger_than_any_screen(server: Served, size: str) -> None:
    status, _, _ = asked(server, f"/ws?{size}", **COOKIED, Origin=server.base)
    assert status == 400


@pytest.mark.slow
def test_so_many_pages_and_no_more(server: Served) -> None:
    async def crowd() -> list[int]:
        headers = {**COOKIED, "Origin": server.base}
        async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
            sockets = [await session.ws_connect(f"{server.base}/ws", headers=headers) for _ in range(MOST_SESSIONS)]
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await session.ws_connect(f"{server.base}/ws", headers=headers)
            await asyncio.wait_for(sockets[0].receive(), 60)  # so that the app of each has begun and can be told to end
            for each in sockets:
                await each.close()
            return [refused.value.status]

    assert asyncio.run(crowd()) == [503]


@pytest.mark.slow
def test_nonsense_from_a_page_ends_that_page_alone(tmp_path: Path) -> None:
    async def talk(server: Served, message: str) -> None:
        headers = {**COOKIED, "Origin": server.base}
        async with (
            aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session,
            session.ws_connect(f"{server.base}/ws", headers=headers) as socket,
        ):
            await asyncio.wait_for(socket.receive(), 60)
            await socket.send_str(message)

    with served(tmp_path) as server:
        for message in ("{", "[]", json.dumps({"x": 1}), json.dumps(["resize", {"width": "x"}])):
            asyncio.run(talk(server, message))
        assert asked(server, "/", **COOKIED)[0] == 200


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "addewid", "serve", *arguments],
        check=False,
        env={"ADDEWID_HOME": str(home), "PATH": "", "HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::"])
def test_other_computers_are_served_only_where_that_is_set(tmp_path: Path, host: str) -> None:
    refused = run(tmp_path, "--host", host)
    assert refused.returncode == 2
    assert "serve_elsewhere = true in settings.toml" in refused.stderr and "Traceback" not in refused.stderr


def test_a_setting_lets_other_computers_be_served_and_the_token_stays(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("serve_elsewhere = true\n")
    with served(tmp_path, "--host", "0.0.0.0") as one:
        assert asked(one, "/")[0] == 401
        assert asked(one, "/", **COOKIED)[0] == 200


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--host", "example.org"), "no address of this computer"),
        (("--host", "127.0.0.1; rm"), "no address of this computer"),
        (("--port", "70000"), "Invalid value"),
    ],
)
def test_what_cannot_be_served_is_said_in_a_sentence(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    refused = run(tmp_path, *arguments)
    assert refused.returncode == 2 and words in refused.stderr and "Traceback" not in refused.stderr


def test_a_port_in_use_is_said_in_a_sentence(server: Served, tmp_path: Path) -> None:
    refused = run(tmp_path, "--port", str(server.port))
    assert refused.returncode == 1 and "choose another with --port" in refused.stderr


def test_a_weak_token_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADDEWID_TOKEN", "short")
    refused = subprocess.run(
        [sys.executable, "-m", "addewid", "serve"], capture_output=True, text=True, timeout=60, check=False
    )
    assert refused.returncode == 2 and "at least 16" in refused.stderr


def test_what_loopback_is() -> None:
    assert all(is_loopback(host) for host in ("localhost", "127.0.0.1", "127.9.9.9", "::1"))
    assert not any(is_loopback(host) for host in ("0.0.0.0", "::", "10.0.0.1"))
    with pytest.raises(UsageProblem):
        is_loopback("example.org")
