"""Scrapy's settings: polite, honest, bounded. Load with ``Settings().setmodule("crawlers.settings")``.

``get_project_settings()`` gives defaults without a word when it is called outside the repository.
"""

BOT_NAME = "addewid"
SPIDER_MODULES: list[str] = []

# Several of the sites refuse Scrapy's own name; ours says who asks, and never pretends to be a browser.
USER_AGENT = "Addewid/0.1 (collects Welsh public policy documents)"

ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 5.0
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 5.0
AUTOTHROTTLE_MAX_DELAY = 60.0
DOWNLOAD_MAXSIZE = 50 * 1024 * 1024
DOWNLOAD_TIMEOUT = 60
RETRY_TIMES = 3
REDIRECT_MAX_TIMES = 5
COOKIES_ENABLED = False
TELNETCONSOLE_ENABLED = False
