"""The application; `uvicorn analytics_fast.main:app` serves it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from fastapi import FastAPI

from . import VERSION
from .cache import Cache
from .database import Database
from .enrichment import Enrichment
from .errors import add_handlers
from .middleware import Platform
from .resources import Resources
from .routers import accounts, auth, dashboards, events, metrics, projects
from .routing import answer_options
from .session import Sessions
from .settings import Settings
from .webhooks import Deliveries


def create_app(settings: Settings) -> FastAPI:
    """Create the application for some servers."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            database = Database(settings)
            stack.push_async_callback(database.close)
            cache = Cache(settings)
            stack.push_async_callback(cache.close)
            enrichment = Enrichment(settings)
            stack.push_async_callback(enrichment.close)
            deliveries = Deliveries(settings, database)
            stack.push_async_callback(deliveries.close)
            app.state.resources = Resources(database, cache, enrichment, deliveries)
            yield

    app = FastAPI(title="analytics", version=VERSION, lifespan=lifespan, redirect_slashes=False)
    for module in (auth, accounts, projects, events, metrics, dashboards):
        app.include_router(module.router)
    answer_options(app)
    add_handlers(app)
    app.add_middleware(Platform, sessions=Sessions(settings.secret_key))
    return app


app = create_app(Settings.from_environment())
