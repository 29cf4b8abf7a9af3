"""Fetch addresses with the guards, in a process of its own (a reactor starts only once): ``fetch(...)``.

By itself it is that process: a job as JSON on stdin, what came of each address as JSON on stdout.
"""

import ipaddress
import json
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
QUICK = {
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "BACKOFF_BASE": 0.01,
    "LOG_LEVEL": "ERROR",
    "DOWNLOAD_TIMEOUT": 10,
}


@dataclass
class Came:
    """What came of one address: an answer (``status``) or a trouble (``kind``, ``what``)."""

    asked: str
    url: str = ""
    status: int = 0
    response: str = ""
    text: str = ""
    size: int = 0
    content_type: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    kind: str = ""
    what: str = ""


def fetch(
    *addresses: str,
    hosts: tuple[str, ...],
    base_url: str = "",
    names: Mapping[str, str] | None = None,
    meta: Mapping[str, dict[str, Any]] | None = None,
    settings: Mapping[str, Any] | None = None,
    environment: Mapping[str, str] | None = None,
) -> dict[str, Came]:
    """Fetch addresses. ``names``: what each host resolves to, "IP:PORT"; 127.0.0.1 then plays a public address."""
    job = {
        "addresses": addresses,
        "hosts": hosts,
        "names": dict(names or {}),
        "meta": dict(meta or {}),
        "settings": {**QUICK, "BASE_URL": base_url, **(settings or {})},
    }
    import os

    done = subprocess.run(
        [sys.executable, "-m", "tests.crawlers.guards.fetching"],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        env={**os.environ, **(environment or {})},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    came = [Came(**row) for row in json.loads(done.stdout)]
    assert sorted(one.asked for one in came) == sorted(addresses), done.stderr
    return {one.asked: one for one in came}


def main() -> None:
    import scrapy
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.http import Request, Response, TextResponse
    from scrapy.settings import Settings
    from twisted.python.failure import Failure

    from crawlers.guards import Trouble

    job = json.load(sys.stdin)
    came: list[Came] = []

    class Fetching(scrapy.Spider):
        name = "fetching"
        hosts = tuple(job["hosts"])

        async def start(self) -> AsyncIterator[Request]:
            for place, address in enumerate(job["addresses"]):
                yield Request(
                    address,
                    callback=self.arrived,
                    errback=self.failed,
                    dont_filter=True,
                    priority=-place,
                    meta={"asked": address, **job["meta"].get(address, {})},
                )

        async def arrived(self, response: Response) -> AsyncIterator[None]:
            came.append(
                Came(
                    asked=response.meta["asked"],
                    url=response.url,
                    status=response.status,
                    response=type(response).__name__,
                    text=response.text[:2000] if isinstance(response, TextResponse) else "",
                    size=len(response.body),
                    content_type=(response.headers.get("Content-Type") or b"").decode("latin-1"),
                    headers={k.decode("latin-1"): v[-1].decode("latin-1") for k, v in response.headers.items()},
                    notes=response.meta.get("notes", []),
                )
            )
            return
            yield

        async def failed(self, failure: Failure) -> AsyncIterator[None]:
            request: Request = failure.request  # type: ignore[attr-defined]
            value = failure.value
            what = value.what if isinstance(value, Trouble) else f"not a Trouble: {value}"
            came.append(Came(asked=request.meta["asked"], kind=type(value).__name__, what=what))
            return
            yield

    settings = Settings()
    settings.setmodule("crawlers.settings")
    settings.setdict(job["settings"], priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    if job["names"]:
        play_names(job["names"])
    process.crawl(Fetching)
    process.start()
    json.dump([vars(one) for one in came], sys.stdout)


def play_names(names: dict[str, str]) -> None:
    """Resolve names as told, and take 127.0.0.1, where the test's server is, for a public address."""
    from twisted.internet import reactor
    from twisted.internet._resolver import GAIResolver

    from crawlers.guards import private

    def lookup(host: str, *_: object) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = []
        for name in names.get(host, "").split():
            address, _colon, port = name.rpartition(":")
            family = socket.AF_INET6 if ":" in address else socket.AF_INET
            place = (address, int(port), 0, 0) if family == socket.AF_INET6 else (address, int(port))
            rows.append((family, socket.SOCK_STREAM, 6, "", place))
        return rows

    whither = private.whither
    here = ipaddress.ip_address("127.0.0.1")
    private.whither = lambda address: "" if address == here else whither(address)
    reactor.installNameResolver(GAIResolver(reactor, getaddrinfo=lookup))  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
