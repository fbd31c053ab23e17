"""The application over ASGI: Flask answers every route until the first one is converted."""

from a2wsgi import WSGIMiddleware
from fastapi import FastAPI

from app import app as flask_app

app = FastAPI(openapi_url=None)
app.mount("/", WSGIMiddleware(flask_app))  # type: ignore[arg-type]
