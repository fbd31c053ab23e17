import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from .. import metrics
from ..cache import key
from ..projects import RequestedProject
from ..query import RequestedPeriod, default_if_invalid
from ..resources import Shared
from ..routing import Route
from ..schemas import Overview, PageViews, Point, Schema, Timeseries, TopPages
from ..settings import METRICS_TTL

router = APIRouter(prefix="/api/v1/metrics", tags=["metrics"], route_class=Route)


@router.get("/overview")
async def overview(project: RequestedProject, period: RequestedPeriod, shared: Shared) -> Overview:
    """Everything that the start page shows. Not cached: it is compared with the live view."""
    values = metrics.values_of(project.id, period)
    before_start, before_end = period.before.bounds
    (numbers,), groups = await asyncio.gather(
        shared.database.rows(
            metrics.OVERVIEW_NUMBERS, **values, before_start=before_start, before_end=before_end
        ),
        shared.database.rows(metrics.OVERVIEW_GROUPS, **values),
    )
    return metrics.overview(project, period, numbers, groups)


class Cached:
    """Answers from the cache, per project and query string; they are stored as they are sent."""

    def __init__(self, request: Request, project: RequestedProject, shared: Shared) -> None:
        self._args = request.query_params
        self._project = project
        self._cache = shared.cache

    async def answer(self, name: str, compute: Callable[[], Awaitable[Schema]]) -> Response:
        """The stored answer, or a new one, which is stored unless a fresh one was asked for."""
        if self._args.get("fresh") == "1":
            return _json((await compute()).model_dump_json(by_alias=True))
        query = "&".join("{}={}".format(*pair) for pair in sorted(self._args.multi_items()))
        version = await self._cache.version(self._project.id)
        stored_as = key("metrics", self._project.id, version, name, query)
        text = await self._cache.get(stored_as)
        if text is None or text == "null":
            text = (await compute()).model_dump_json(by_alias=True)
            await self._cache.set(stored_as, text, METRICS_TTL)
        return _json(text)


def _json(text: str) -> Response:
    return Response(text, media_type="application/json")


async def _cached(request: Request, project: RequestedProject, shared: Shared) -> Cached:
    return Cached(request, project, shared)


CachedAnswers = Annotated[Cached, Depends(_cached)]


@router.get("/timeseries", response_model=Timeseries)
async def timeseries(
    project: RequestedProject,
    period: RequestedPeriod,
    cached: CachedAnswers,
    shared: Shared,
    interval: str = "day",
    name: str | None = None,
) -> Response:
    """Events and visitors per hour, day, week or month."""
    if interval not in metrics.INTERVALS:
        raise HTTPException(400, f"interval is one of {', '.join(metrics.INTERVALS)}.")

    async def compute() -> Timeseries:
        values = metrics.values_of(project.id, period)
        statement = metrics.TIMESERIES[interval]
        if name:
            statement, values["name"] = metrics.TIMESERIES_OF_NAME[interval], name
        points = [Point.take(iter(row)) for row in await shared.database.rows(statement, **values)]
        return Timeseries(first=period.first, last=period.last, interval=interval, points=points)

    return await cached.answer("timeseries", compute)


@router.get("/top-pages", response_model=TopPages)
async def top_pages(
    project: RequestedProject,
    period: RequestedPeriod,
    cached: CachedAnswers,
    shared: Shared,
    limit: Annotated[int, default_if_invalid(10)] = 10,
) -> Response:
    """The pages with the most views."""
    if not 1 <= limit <= 100:
        raise HTTPException(400, "limit goes from 1 to 100.")

    async def compute() -> TopPages:
        values = metrics.values_of(project.id, period)
        rows = await shared.database.rows(metrics.TOP_PAGES, **values, limit=limit)
        pages = [
            PageViews(
                page=row.page,
                views=row.views,
                visitors=row.visitors,
                average_ms=None if row.average is None else round(float(row.average)),
            )
            for row in rows
        ]
        return TopPages(first=period.first, last=period.last, pages=pages)

    return await cached.answer("top_pages", compute)
