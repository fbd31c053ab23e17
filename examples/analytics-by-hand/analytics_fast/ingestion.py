"""Taking in events: what an event may be, and how it is stored."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    ValidationInfo,
    field_validator,
)
from sqlalchemy import Row, insert, or_, update

from .models import Event, Project, utcnow
from .resources import Resources
from .security import Caller
from .webhooks import add_deliveries

DEVICES = ("desktop", "mobile", "tablet")
_NOTHING = (None, "")
_ADDING = insert(Event).returning(Event.id, sort_by_parameter_order=True)


class BadEvent(Exception):
    """What is wrong with an event, in words for the customer.

    No ValueError, so that it leaves the validation at once: clients know the first fault only.
    """


def _text(name: str, most: int, *, required: bool = False) -> BeforeValidator:
    def parse(value: object) -> str | None:
        if value in _NOTHING:
            if required:
                raise BadEvent(f"{name} is required")
            return None
        if not isinstance(value, str):
            raise BadEvent(f"{name} has to be a string")
        if len(value) > most:
            raise BadEvent(f"{name} has at most {most} characters")
        return value

    return BeforeValidator(parse)


def _timestamp(value: object) -> datetime:
    if value in _NOTHING:
        return utcnow()
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            moment = datetime.fromtimestamp(value, UTC)
        except (OverflowError, OSError, ValueError):
            raise BadEvent("timestamp is out of range") from None
        return moment.replace(tzinfo=None)
    try:
        moment = datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    except ValueError:
        raise BadEvent("timestamp has to be ISO 8601 or seconds since 1970") from None
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)


def _properties(value: object) -> dict[str, Any]:
    properties = value or {}
    if not isinstance(properties, dict):
        raise BadEvent("properties has to be an object")
    return properties


def _duration(value: Any) -> int | None:
    if value in _NOTHING:
        return None
    try:
        duration = int(value)
    except (TypeError, ValueError):
        raise BadEvent("duration_ms has to be a whole number") from None
    if not 0 <= duration <= 86400000:
        raise BadEvent("duration_ms goes from 0 to a day")
    return duration


def _revenue(value: object) -> Decimal | None:
    if value in _NOTHING:
        return None
    try:
        revenue = Decimal(str(value)).quantize(Decimal("0.01"))
    except InvalidOperation:
        raise BadEvent("revenue has to be a number") from None
    if not -1000000 < revenue < 1000000:
        raise BadEvent("revenue is out of range")
    return revenue


def _upper(value: str | None) -> str | None:
    return None if value is None else value.upper()


class EventIn(BaseModel, validate_default=True):
    """One event, from an SDK. The fields are checked in this order."""

    name: Annotated[str, _text("name", 60, required=True)] = ""
    visitor: Annotated[str, _text("visitor", 40, required=True)] = ""
    page: Annotated[str | None, _text("page", 200)] = None
    referrer: Annotated[str | None, _text("referrer", 200)] = None
    country: Annotated[str | None, AfterValidator(_upper), _text("country", 2)] = None
    device: Annotated[str | None, _text("device", 20)] = None
    occurred_at: Annotated[datetime, BeforeValidator(_timestamp)] = Field(
        default_factory=utcnow, alias="timestamp"
    )
    properties: Annotated[dict[str, Any], BeforeValidator(_properties)] = {}
    duration_ms: Annotated[int | None, BeforeValidator(_duration)] = None
    revenue: Annotated[Decimal | None, BeforeValidator(_revenue)] = None

    @field_validator("occurred_at")
    @classmethod
    def device_is_known(cls, value: datetime, info: ValidationInfo) -> datetime:
        """Check the device's value here, after the time: clients know the faults in this order."""
        if info.data["device"] not in (None, *DEVICES):
            raise BadEvent(f"device is one of {', '.join(DEVICES)}")
        return value

    @classmethod
    def parse(cls, data: object) -> Self:
        """The event that an object of JSON is; a BadEvent if it is none."""
        if not isinstance(data, dict):
            raise BadEvent("an event has to be an object")
        return cls.model_validate(data)


class TrackedEvent(EventIn):
    """One event as it is sent, for OpenAPI."""

    project: str


class Batch(BaseModel):
    """Many events as they are sent, for OpenAPI."""

    project: str
    events: list[EventIn]


async def store(
    shared: Resources, caller: Caller, project: Row[Any], events: Sequence[EventIn]
) -> list[int]:
    """Insert events, and tell the cache and the webhooks about them; their ids."""
    rows = [{"project_id": project.id, **event.model_dump()} for event in events]
    newest: datetime = max(row["occurred_at"] for row in rows)
    names = Counter(event.name for event in events)
    async with shared.database.transaction() as connection:
        ids = list(await connection.scalars(_ADDING, rows))
        if project.last_event_at is None or newest > project.last_event_at:
            await connection.execute(_newer(project.id, newest))
        deliveries = await add_deliveries(connection, caller.account.id, project.slug, names)
    await shared.cache.invalidate_project(project.id)
    shared.deliveries.put(deliveries)
    return ids


def _newer(project_id: int, moment: datetime) -> Any:
    """Note the newest event of a project, unless somebody has noted a newer one meanwhile."""
    known = Project.last_event_at
    return (
        update(Project)
        .where(Project.id == project_id, or_(known.is_(None), known < moment))
        .values(last_event_at=moment)
    )
