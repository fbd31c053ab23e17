"""What the API gives. Times are UTC, with milliseconds and a Z."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer


def _iso(value: datetime) -> str:
    return value.isoformat(timespec="milliseconds") + "Z"


UtcDateTime = Annotated[datetime, PlainSerializer(_iso, return_type=str, when_used="json")]


def _iso_seconds(value: datetime) -> str:
    return value.isoformat() + "Z"


WholeSeconds = Annotated[datetime, PlainSerializer(_iso_seconds, return_type=str, when_used="json")]


class Schema(BaseModel):
    """An answer, or a part of one."""

    model_config = ConfigDict(from_attributes=True)

    @classmethod
    def columns(cls, model: type[Any]) -> list[Any]:
        """The columns of a table that make up the fields."""
        return [getattr(model, name) for name in cls.model_fields]

    @classmethod
    def take(cls, values: Iterator[Any]) -> Self:
        """From the next values of a row, in the order of the fields; the database checked them."""
        return cls.model_construct(**{name: next(values) for name in cls.model_fields})


class TokenOut(Schema):
    name: str
    created_at: UtcDateTime


class UserOut(Schema):
    id: int
    account_id: int
    email: str
    name: str
    role: str
    is_active: bool
    last_login_at: UtcDateTime | None
    created_at: UtcDateTime


class AccountOut(Schema):
    id: int
    name: str
    slug: str
    domain: str | None
    plan: str
    seats: int
    settings: dict[str, Any]
    is_active: bool
    created_at: UtcDateTime


class Me(Schema):
    user: UserOut
    account: AccountOut
    token: TokenOut
    projects: list[str]


class ProjectOut(Schema):
    id: int
    name: str
    slug: str
    website: str | None
    timezone: str
    archived: bool
    last_event_at: UtcDateTime | None
    created_at: UtcDateTime


class ProjectPage(Schema):
    projects: list[ProjectOut]
    page: int
    per_page: int
    total: int


class EventOut(Schema):
    id: int
    name: str
    visitor: str
    page: str | None
    referrer: str | None
    country: str | None
    device: str | None
    duration_ms: int | None
    revenue: float | None
    properties: dict[str, Any]
    occurred_at: UtcDateTime


class EventPage(Schema):
    items: list[EventOut]
    has_more: bool


class Tracked(Schema):
    id: int
    occurred_at: UtcDateTime


class Rejected(Schema):
    position: int
    error: str


class BatchResult(Schema):
    accepted: int
    rejected: list[Rejected]


class AccountName(Schema):
    id: int
    name: str
    plan: str


class Company(Schema):
    """In our words; the values are as the provider gave them."""

    domain: str
    legal_name: Any
    industry: Any
    country: Any
    employees: Any
    size: str
    founded: Any


class CompanyOfAccount(Schema):
    account: AccountName
    company: Company | None
    requested_by: str


class PersonName(Schema):
    id: int
    name: str


class WidgetOut(Schema):
    id: int
    kind: str
    title: str
    position: int
    settings: dict[str, Any]


class DashboardOut(Schema):
    id: int
    title: str
    project_slug: str
    owner: PersonName | None
    is_shared: bool
    widgets: list[WidgetOut]
    created_at: UtcDateTime


class Bounds(Schema):
    first: date = Field(serialization_alias="from")
    last: date = Field(serialization_alias="to")


class Duration(Schema):
    average: float | None
    median: float | None


class DayCount(Schema):
    date: date
    count: int


class ValueCount(Schema):
    value: str
    count: int


class Top(Schema):
    events: list[ValueCount]
    pages: list[ValueCount]
    countries: list[ValueCount]
    devices: list[ValueCount]


class Overview(Schema):
    project: str
    period: Bounds
    events: int
    visitors: int
    events_before: int
    change_percent: float | None
    revenue: float
    orders: int
    duration_ms: Duration
    daily: list[DayCount]
    top: Top


class Point(Schema):
    start: WholeSeconds
    events: int
    visitors: int


class Timeseries(Bounds):
    interval: str
    points: list[Point]


class PageViews(Schema):
    page: str | None
    views: int
    visitors: int
    average_ms: int | None


class TopPages(Bounds):
    pages: list[PageViews]
