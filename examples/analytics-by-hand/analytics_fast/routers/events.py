from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from sqlalchemy import BigInteger, Select, bindparam, select

from ..body import JsonBody, JsonOrNone, takes
from ..errors import Refused
from ..ingestion import BadEvent, Batch, EventIn, TrackedEvent, store
from ..metrics import in_period, values_of
from ..models import Event
from ..projects import RequestedProject, find_project, find_project_in_use
from ..query import PageLinks, PeriodIfAsked, RequestedPage, default_if_invalid
from ..resources import Shared
from ..routing import Route
from ..schemas import BatchResult, EventOut, EventPage, Rejected, Tracked
from ..security import AnyCaller, Member
from ..settings import BATCH_MAX_EVENTS

router = APIRouter(prefix="/api/v1/events", tags=["events"], route_class=Route)

_BIGGEST = 2**63 - 1


@cache
def _events(in_a_period: bool, names: tuple[str, ...]) -> Select[Any]:
    """The newest events. Made once for each combination: what is new is looked at for long."""
    conditions = {name: getattr(Event, name) == bindparam(name) for name in _FILTERS}
    conditions["before"] = Event.id < bindparam("before")
    return (
        select(*EventOut.columns(Event))
        .where(in_period() if in_a_period else Event.project_id == bindparam("project_id"))
        .where(*(conditions[name] for name in names))
        .order_by(Event.id.desc())
        .limit(bindparam("most", type_=BigInteger))
    )


_COLUMNS = tuple(EventOut.model_fields)
_FILTERS = ("name", "visitor", "country", "device", "page")


async def _filters(
    name: str | None = None,
    visitor: str | None = None,
    country: str | None = None,
    device: str | None = None,
    page: str | None = None,
) -> dict[str, object]:
    values = (name, visitor, country, device, page)
    return {name: value for name, value in zip(_FILTERS, values, strict=True) if value}


@router.get("")
async def list_events(
    _caller: AnyCaller,
    shared: Shared,
    project: RequestedProject,
    period: PeriodIfAsked,
    filters: Annotated[dict[str, object], Depends(_filters)],
    page: RequestedPage,
    links: PageLinks,
    response: Response,
    before: Annotated[int | None, default_if_invalid(None)] = None,
) -> EventPage:
    """The newest events of a project; older ones by the link to the next page."""
    if before is not None:
        filters["before"] = max(-_BIGGEST, min(before, _BIGGEST))
    within = values_of(project.id, period) if period else {"project_id": project.id}
    statement = _events(period is not None, tuple(filters))
    rows = await shared.database.rows(statement, **within, **filters, most=page.size + 1)
    more = len(rows) > page.size
    rows = rows[: page.size]
    if more:
        response.headers["Link"] = links.header(next={"before": rows[-1].id})
    # dicts: to read attributes of rows takes Pydantic several times as long
    items = [dict(zip(_COLUMNS, row, strict=True)) for row in rows]
    return EventPage.model_validate({"items": items, "has_more": more})


@router.post("", status_code=201, openapi_extra=takes(TrackedEvent))
async def track(caller: Member, shared: Shared, data: JsonOrNone) -> Tracked:
    """Take one event, from an SDK."""
    if data is None:
        raise Refused(400, "JSON expected")
    if not isinstance(data, dict) or not data.get("project"):
        raise Refused(400, "project is required")
    project = await find_project(shared, caller, data["project"])
    try:
        event = EventIn.parse(data)
    except BadEvent as error:
        raise Refused(400, str(error)) from None
    (event_id,) = await store(shared, caller, project, [event])
    return Tracked(id=event_id, occurred_at=event.occurred_at)


@router.post("/batch", status_code=202, openapi_extra=takes(Batch))
async def track_batch(
    caller: Member, shared: Shared, data: JsonBody, response: Response
) -> BatchResult:
    """Take many events at once. Bad ones are reported and the good ones are kept."""
    batch = data.get("events") if isinstance(data, dict) else None
    if not isinstance(batch, list) or not batch:
        raise Refused(400, "events must be a list")
    if len(batch) > BATCH_MAX_EVENTS:
        raise Refused(413, "too many events")
    project = await find_project_in_use(shared, caller, data.get("project"))
    if project is None:
        raise Refused(404, "unknown project")
    events: list[EventIn] = []
    rejected: list[Rejected] = []
    for position, item in enumerate(batch):
        try:
            events.append(EventIn.parse(item))
        except BadEvent as error:
            rejected.append(Rejected(position=position, error=str(error)))
    if not events:
        raise Refused(400, "no valid events", rejected=[entry.model_dump() for entry in rejected])
    await store(shared, caller, project, events)
    if rejected:
        response.status_code = 207
    return BatchResult(accepted=len(events), rejected=rejected)
