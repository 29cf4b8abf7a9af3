"""Scrapy's settings: polite, honest, bounded. Load with ``Settings().setmodule("crawlers.settings")``.

``get_project_settings()`` gives defaults without a word when it is called outside the repository.
Run with ``AsyncCrawlerProcess``, which installs the guarded resolver; without it nothing is fetched.
"""

from crawlers.guards.identity import user_agent

BOT_NAME = "addewid"
SPIDER_MODULES: list[str] = []

# Several of the sites refuse Scrapy's own name; ours says who asks, and never pretends to be a browser.
USER_AGENT = user_agent("")
DEFAULT_REQUEST_HEADERS = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
REFERER_ENABLED = False
COOKIES_ENABLED = False

# Ours: the copy of the sites to fetch from (--base-url), whether Crawl-delay counts, and the first pause in seconds
# after a server's trouble, which doubles each time.
BASE_URL = ""
CRAWL_DELAY_OBEY = True
BACKOFF_BASE = 5.0

ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 2.0
DOWNLOAD_DELAY_JITTER = 0.0  # half of a promised delay would be a broken promise
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 5.0
AUTOTHROTTLE_MAX_DELAY = 60.0
DOWNLOAD_TIMEOUT = 120
RETRY_TIMES = 3
REDIRECT_MAX_TIMES = 5

DOWNLOAD_MAXSIZE = 50 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_FAIL_ON_DATALOSS = True
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_HANDLERS = {
    "http": "crawlers.guards.handler.Handler",
    "https": "crawlers.guards.handler.Handler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
TWISTED_DNS_RESOLVER = "crawlers.guards.private.Resolver"
HTTPPROXY_ENABLED = False  # a proxy would look names up where nothing here can see where they lead
HTTPERROR_ALLOWED_CODES = [304, 404, 410]
METAREFRESH_ENABLED = False
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "crawlers.guards.addresses.Addresses": 50,
    "crawlers.guards.hosts.Hosts": 60,
    "crawlers.guards.robots.Robots": 100,
    "crawlers.guards.answers.Answers": 200,
    "crawlers.guards.conditional.Conditional": 450,
    "crawlers.guards.retries.Retries": 550,
    "crawlers.guards.unpacking.Unpacking": 590,
    "crawlers.guards.redirects.Redirects": 600,
}
