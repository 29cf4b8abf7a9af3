"""The server: pages of our own, that ask nobody else for anything, around the one app that there is."""

import logging
import socket
from collections.abc import Callable, Collection
from pathlib import Path

import aiohttp_jinja2
from aiohttp import web
from textual_serve.server import Server

from addewid.serving.door import Door
from addewid.serving.session import COMMAND, Session
from corpus.errors import AddewidError
from corpus.language import language, tr

PAGE = Path(__file__).with_name("page")


class AppServer(Server):
    """Serves the app to whoever the door lets in."""

    def __init__(self, door: Door, title: str) -> None:
        super().__init__(" ".join(COMMAND), title=title, public_url="", templates_path=PAGE)
        self._door = door

    async def application(self) -> web.Application:
        """What aiohttp runs, with our page and the door before it."""
        made = await self._make_app()
        made.router.add_static("/page", PAGE)
        made.middlewares.append(self._door.middleware())
        return made

    async def handle_index(self, request: web.Request) -> web.Response:
        """The page that shows the app."""
        told = {
            "language": language().value,
            "title": self.title,
            "font_size": request.query.get("fontsize", "16"),
            "over": tr("Addewid has been left, or its server has been stopped."),
            "again": tr("Open it again"),
        }
        return aiohttp_jinja2.render_template("app_index.html", request, told)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run the app for a page for as long as it is there."""
        size = {side: int(request.query.get(side, usual)) for side, usual in (("width", "80"), ("height", "24"))}
        socket = web.WebSocketResponse(heartbeat=15)
        await socket.prepare(request)

        async def close() -> None:
            await socket.close()

        session = Session(
            self.command,
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=close,
            download_manager=self.download_manager,
        )
        await session.start(**size)
        try:
            await self._process_messages(socket, session)
        except (AssertionError, AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            logging.getLogger("textual-serve").warning("A page said what is not understood: %s", error)
        finally:
            await session.stop()
            await close()
        return socket

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: the command has told the address."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 takes a free one. Raises AddewidError where it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        raise AddewidError(
            "Port {port} of {host} cannot be used ({why}); choose another with --port.",
            port=port,
            host=host,
            why=error,
        ) from error


def serve(sock: socket.socket, token: str, names: Collection[str], title: str, ready: Callable[[], None]) -> None:
    """Serve the app on a socket until it is stopped by Ctrl-C or SIGTERM; ``ready`` is called when pages are had."""
    logging.getLogger("textual-serve").setLevel(logging.ERROR)

    async def begun(app: web.Application) -> None:
        ready()

    async def made() -> web.Application:
        app = await AppServer(Door(token, names), title).application()
        app.on_startup.append(begun)
        return app

    web.run_app(made(), sock=sock, print=None, access_log=None)
