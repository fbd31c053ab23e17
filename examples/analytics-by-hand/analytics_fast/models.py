"""The tables that the ten routes use, as far as they use them. Flask's migrations own them."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, DateTime, ForeignKey, Numeric, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

ROLES = ("viewer", "member", "admin", "staff")
MAX_ID = 2**31 - 1


def utcnow() -> datetime:
    """Now, without a time zone: all columns are in UTC."""
    return datetime.now(UTC).replace(tzinfo=None)


class Model(DeclarativeBase):
    type_annotation_map = {datetime: DateTime(), dict[str, Any]: JSONB, str: String()}


class Account(Model):
    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    slug: Mapped[str]
    domain: Mapped[str | None]
    plan: Mapped[str]
    seats: Mapped[int]
    settings: Mapped[dict[str, Any]]
    is_active: Mapped[bool]
    created_at: Mapped[datetime]


class User(Model):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    email: Mapped[str]
    name: Mapped[str]
    role: Mapped[str]
    is_active: Mapped[bool]
    last_login_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class ApiToken(Model):
    __tablename__ = "api_tokens"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    name: Mapped[str]
    token: Mapped[str]
    revoked: Mapped[bool]
    created_at: Mapped[datetime]


class Project(Model):
    __tablename__ = "projects"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    name: Mapped[str]
    slug: Mapped[str]
    website: Mapped[str | None]
    timezone: Mapped[str]
    archived: Mapped[bool]
    last_event_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class ProjectMember(Model):
    __tablename__ = "project_members"

    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)


class Event(Model):
    __tablename__ = "events"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"))
    name: Mapped[str]
    visitor: Mapped[str]
    page: Mapped[str | None]
    referrer: Mapped[str | None]
    country: Mapped[str | None]
    device: Mapped[str | None]
    duration_ms: Mapped[int | None]
    revenue: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    properties: Mapped[dict[str, Any]]
    occurred_at: Mapped[datetime]


class Dashboard(Model):
    __tablename__ = "dashboards"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"))
    title: Mapped[str]
    is_shared: Mapped[bool]
    created_at: Mapped[datetime]


class Widget(Model):
    __tablename__ = "widgets"

    id: Mapped[int] = mapped_column(primary_key=True)
    dashboard_id: Mapped[int] = mapped_column(ForeignKey("dashboards.id"))
    kind: Mapped[str]
    title: Mapped[str]
    position: Mapped[int]
    settings: Mapped[dict[str, Any]]


class Webhook(Model):
    __tablename__ = "webhooks"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    url: Mapped[str]
    event: Mapped[str]
    secret: Mapped[str]
    is_active: Mapped[bool]


class WebhookDelivery(Model):
    __tablename__ = "webhook_deliveries"

    id: Mapped[int] = mapped_column(primary_key=True)
    webhook_id: Mapped[int] = mapped_column(ForeignKey("webhooks.id"))
    payload: Mapped[dict[str, Any]]
    status: Mapped[str]
    attempts: Mapped[int] = mapped_column(default=0)
    response_code: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    delivered_at: Mapped[datetime | None]
