"""The app in a browser: ``serve``."""

import os
import secrets

import click

from addewid.settings import spoken
from addewid.workspace import opened
from corpus import language
from corpus.errors import UsageProblem

FEWEST = 16
"""Characters of a token that somebody chose."""


@click.command("serve", epilog="Example: addewid serve --port 8000")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to serve on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
def serve_command(host: str, port: int) -> None:
    """Open the app in a browser, until Ctrl-C.

    Prints an address with a token in it, new each time (or that of ADDEWID_TOKEN): whoever has it can do all that the
    app can, under your name. Only this computer is served, unless settings.toml says serve_elsewhere = true; what goes
    over a network is not encrypted, so use a tunnel (ssh -L 8000:localhost:8000) rather than that.
    """
    from addewid.serving.door import is_loopback
    from addewid.serving.server import listen, serve

    token = os.environ.pop("ADDEWID_TOKEN", "") or secrets.token_urlsafe(24)
    if len(token) < FEWEST or not token.isascii() or not token.replace("-", "").replace("_", "").isalnum():
        raise UsageProblem("ADDEWID_TOKEN should be at least 16 letters and digits; leave it out to be given one.")
    with opened() as workspace:
        if not is_loopback(host) and not workspace.settings.serve_elsewhere:
            raise UsageProblem(
                "Other computers can reach {host}; if that is meant, say serve_elsewhere = true in settings.toml.",
                host=host,
            )
        language.use(spoken(workspace.settings))
        workspace.corpus  # noqa: B018  what is wrong with it is told here rather than in the browser
        workspace.close()
        with listen(host, port) as sock:
            name = f"[{host}]" if ":" in host else host
            address = f"http://{name}:{sock.getsockname()[1]}/?token={token}"
            serve(
                sock, token, {host}, "Addewid", lambda: click.echo(f"Open in a browser, and end with Ctrl-C: {address}")
            )
