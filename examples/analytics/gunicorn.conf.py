import os

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", 4))
worker_class = os.environ.get("WORKER_CLASS", "sync")
threads = int(os.environ.get("WORKER_THREADS", 1))
worker_connections = int(os.environ.get("WORKER_CONNECTIONS", 1000))

timeout = 60
graceful_timeout = 20
keepalive = 5
backlog = 2048
max_requests = int(os.environ.get("MAX_REQUESTS", 0))
max_requests_jitter = max_requests // 10

accesslog = os.environ.get("ACCESS_LOG")
errorlog = "-"
loglevel = os.environ.get("LOG_LEVEL", "info")


def post_worker_init(worker):
    # not before the application is loaded: COPY, for its demo data, cannot wait for an event
    if worker_class == "gevent":
        from psycogreen.gevent import patch_psycopg

        patch_psycopg()


def worker_exit(server, worker):
    from analytics.services.webhooks import worker as webhooks

    webhooks.stop()
