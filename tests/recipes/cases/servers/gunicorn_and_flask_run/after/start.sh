#!/bin/sh
set -e

exec uvicorn --no-proxy-headers --factory app:create_app \
    --host 0.0.0.0 \
    --port ${PORT:-8000} \
    --workers ${WEB_CONCURRENCY:-4} \
    --timeout-graceful-shutdown 30 \
    --timeout-keep-alive 5 \
    --timeout-worker-healthcheck 60
