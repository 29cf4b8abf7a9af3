"""Scrapy, put together for one crawl and run until the frontier is empty or somebody asks it to stop."""

from typing import Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from corpus.errors import AddewidError
from crawlers.guards import user_agent
from crawlers.job import Job
from crawlers.keeper import Keeper
from crawlers.scheduler import Crawling
from crawlers.spiders.base import Source
from crawlers.stopping import Stop

_OURS: dict[str, Any] = {
    "SCHEDULER": "crawlers.scheduler.Scheduler",
    "STATS_CLASS": "scrapy.statscollectors.DummyStatsCollector",
    "LOG_LEVEL": "WARNING",
    # What spiders yield goes to the keeper, never to Scrapy, so nothing needs to look at it on its way.
    "SPIDER_MIDDLEWARES_BASE": {},
    "EXTENSIONS_BASE": {"scrapy.extensions.throttle.AutoThrottle": 0},
}
_WITHOUT_DELAYS: dict[str, Any] = {
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "CRAWL_DELAY_OBEY": False,
    "BACKOFF_BASE": 0.01,
}


def settings_of(job: Job) -> Settings:
    """Scrapy's settings for a job."""
    settings = Settings()
    settings.setmodule("crawlers.settings")
    settings.setdict(_OURS, priority="cmdline")
    settings.set("USER_AGENT", user_agent(job.contact), priority="cmdline")
    settings.set("BASE_URL", job.base_url, priority="cmdline")
    if not job.delays:
        settings.setdict(_WITHOUT_DELAYS, priority="cmdline")
    return settings


def fetch(job: Job, settings: Settings, spider: type[Source], keeper: Keeper, stop: Stop) -> None:
    """Fetch all that the frontier hands out, once in the life of a process. Raises what the keeper's `close` does."""
    process = AsyncCrawlerProcess(settings)
    crawler = Crawling(spider, settings, keeper)
    process.crawl(crawler, **job.options)

    from twisted.internet import reactor

    def halt() -> None:
        keeper.flush()
        # What is under way stays waiting, so there is nothing to wait for: not for a slow answer, nor for a turn.
        reactor.crash()  # type: ignore[misc]

    stop.wake = lambda: reactor.callFromThread(halt)
    if not stop.asked:
        process.start(install_signal_handlers=False)
    stop.wake = None
    keeper.close()
    if process.bootstrap_failed:
        raise AddewidError(f"The crawl of {job.source} could not begin; its log says why.")


def begun(spider: type[Source], job: Job) -> Source:
    """The spider of a job."""
    made = spider(**job.options)
    made.since = job.since
    return made
