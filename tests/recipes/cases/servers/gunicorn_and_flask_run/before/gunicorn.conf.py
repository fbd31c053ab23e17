"""How the site is served in production."""

import os

worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", 4))
threads = 8
timeout = 60
keepalive = 5
accesslog = "-"
