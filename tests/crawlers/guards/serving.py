"""A server of raw answers on 127.0.0.1, so that every way of answering badly can be played."""

import socket
import socketserver
import ssl
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

Raw = bytes | Sequence[bytes]
"""One answer; or several, of which each asking gets the next and the last one stays."""


def answer(body: bytes | str = b"", status: str = "200 OK", length: bool = True, **headers: str) -> bytes:
    """An answer as it goes over the wire; ``content_type="..."`` becomes ``content-type``."""
    data = body.encode() if isinstance(body, str) else body
    if length and "transfer_encoding" not in headers:
        headers.setdefault("content_length", str(len(data)))
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items() if value)
    return f"HTTP/1.1 {status}\r\nconnection: close\r\n{head}\r\n".encode("latin-1") + data


def page(title: str = "A page", text: str = "Some words of our own.") -> bytes:
    body = f"<!doctype html><html><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>"
    return answer(body, content_type="text/html; charset=utf-8")


@dataclass
class Asked:
    path: str
    head: str
    at: float

    def header(self, name: str) -> str | None:
        for line in self.head.splitlines()[1:]:
            key, _, value = line.partition(":")
            if key.lower() == name.lower():
                return value.strip()
        return None


@dataclass
class Server:
    """``answers`` by path; what is not there is 404. ``endless`` paths go on sending their answer until hung up."""

    answers: dict[str, Raw]
    endless: set[str] = field(default_factory=set)
    silent: set[str] = field(default_factory=set)
    certificate: tuple[str, str] | None = None
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0

    def __enter__(self) -> Self:
        outer, times = self, Counter[str]()

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                try:
                    self.converse(self.request)
                except OSError:
                    return

            def converse(self, connection: socket.socket) -> None:
                connection.settimeout(10)
                outer.connections += 1
                while (head := self.asked(connection)) and self.answered(connection, head):
                    pass

            def asked(self, connection: socket.socket) -> bytes:
                head = b""
                while not head.endswith(b"\r\n\r\n"):
                    data = connection.recv(65536)
                    if not data:
                        return b""
                    head += data
                return head

            def answered(self, connection: socket.socket, head: bytes) -> bool:
                """Whether the connection stays open."""
                text = head.decode("latin-1")
                path = text.split(" ", 2)[1]
                outer.asked.append(Asked(path, text, time.monotonic()))
                if path in outer.silent:
                    connection.recv(1)
                    return False
                raw = outer.answers.get(path, answer("no", "404 Not Found"))
                if not isinstance(raw, bytes):
                    raw, times[path] = raw[min(times[path], len(raw) - 1)], times[path] + 1
                connection.sendall(raw)
                while path in outer.endless:
                    connection.sendall(raw[-65536:])
                return b"connection: close" not in raw and b"content-length" in raw

        class Threads(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True

        self._server = Threads(("127.0.0.1", 0), Handler)
        if self.certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*self.certificate)
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self.port = int(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def times(self, path: str) -> list[float]:
        return [one.at for one in self.asked if one.path == path]

    def paths(self) -> list[str]:
        return [one.path for one in self.asked]
