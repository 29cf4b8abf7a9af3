"""One page that has the app open: the app in a process of its own, started without a shell, and ended with its page."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process

from textual_serve.app_service import AppService

COMMAND = (sys.executable, "-m", "addewid", "open")


class Session(AppService):
    """textual-serve's, but for how the process is started, and that the page is told when it has ended."""

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        environment = self._build_environment(width=width, height=height)
        process = await asyncio.create_subprocess_exec(*COMMAND, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment)
        self._process, self._stdin = process, process.stdin
        return process

    async def run(self) -> None:
        """Carry what the app draws to the page, until either is closed."""
        try:
            await super().run()
        finally:
            if self._process is not None:
                await self._process.wait()
            await self.remote_close()
