import datetime
import secrets
import uuid

from sqlalchemy.dialects.postgresql import JSONB, UUID
from werkzeug.security import check_password_hash, generate_password_hash

from .extensions import db

ROLES = ("viewer", "member", "admin", "staff")
PLANS = ("free", "team", "enterprise")


def utcnow():
    """Now, without a time zone: all our columns are in UTC."""
    return datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)


project_members = db.Table(
    "project_members",
    db.Column("project_id", db.ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True),
    db.Column("user_id", db.ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
)


class Account(db.Model):
    __tablename__ = "accounts"

    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(120), nullable=False)
    slug = db.Column(db.String(60), nullable=False, unique=True)
    domain = db.Column(db.String(120))
    plan = db.Column(db.String(20), nullable=False, default="free", server_default="free")
    seats = db.Column(db.Integer, nullable=False, default=5, server_default="5")
    settings = db.Column(JSONB, nullable=False, default=dict, server_default="{}")
    is_active = db.Column(db.Boolean, nullable=False, default=True, server_default="true")
    created_at = db.Column(db.DateTime, nullable=False, default=utcnow)

    users = db.relationship("User", back_populates="account", order_by="User.id")
    projects = db.relationship("Project", back_populates="account", order_by="Project.id")
    dashboards = db.relationship("Dashboard", back_populates="account", lazy="dynamic")
    webhooks = db.relationship("Webhook", back_populates="account", lazy="dynamic")

    def to_dict(self):
        return {
            "id": self.id,
            "name": self.name,
            "slug": self.slug,
            "domain": self.domain,
            "plan": self.plan,
            "seats": self.seats,
            "settings": self.settings,
            "is_active": self.is_active,
            "created_at": self.created_at,
        }


class User(db.Model):
    __tablename__ = "users"
    __table_args__ = (db.Index("ix_users_account_id", "account_id"),)

    id = db.Column(db.Integer, primary_key=True)
    account_id = db.Column(db.ForeignKey("accounts.id"), nullable=False)
    email = db.Column(db.String(200), nullable=False, unique=True)
    name = db.Column(db.String(120), nullable=False)
    role = db.Column(db.String(20), nullable=False, default="member")
    password_hash = db.Column(db.String(255), nullable=False)
    is_active = db.Column(db.Boolean, nullable=False, default=True, server_default="true")
    last_login_at = db.Column(db.DateTime)
    created_at = db.Column(db.DateTime, nullable=False, default=utcnow)

    account = db.relationship("Account", back_populates="users")
    tokens = db.relationship(
        "ApiToken", back_populates="user", cascade="all, delete-orphan", lazy="dynamic"
    )
    projects = db.relationship(
        "Project", secondary=project_members, back_populates="members", order_by="Project.id"
    )

    def set_password(self, password, method="pbkdf2:sha256:50000"):
        self.password_hash = generate_password_hash(password, method=method)

    def check_password(self, password):
        return check_password_hash(self.password_hash, password)

    @property
    def rank(self):
        return ROLES.index(self.role)

    def to_dict(self):
        return {
            "id": self.id,
            "account_id": self.account_id,
            "email": self.email,
            "name": self.name,
            "role": self.role,
            "is_active": self.is_active,
            "last_login_at": self.last_login_at,
            "created_at": self.created_at,
        }


class ApiToken(db.Model):
    __tablename__ = "api_tokens"
    __table_args__ = (db.Index("ix_api_tokens_user_id", "user_id"),)

    id = db.Column(db.Integer, primary_key=True)
    user_id = db.Column(db.ForeignKey("users.id", ondelete="CASCADE"), nullable=False)
    name = db.Column(db.String(80), nullable=False)
    token = db.Column(db.String(64), nullable=False, unique=True)
    revoked = db.Column(db.Boolean, nullable=False, default=False, server_default="false")
    created_at = db.Column(db.DateTime, nullable=False, default=utcnow)

    user = db.relationship("User", back_populates="tokens")

    @staticmethod
    def generate():
        return secrets.token_hex(24)


class Project(db.Model):
    __tablename__ = "projects"
    __table_args__ = (db.Index("ix_projects_account_id", "account_id"),)

    id = db.Column(db.Integer, primary_key=True)
    account_id = db.Column(db.ForeignKey("accounts.id"), nullable=False)
    name = db.Column(db.String(120), nullable=False)
    slug = db.Column(db.String(60), nullable=False, unique=True)
    website = db.Column(db.String(200))
    timezone = db.Column(db.String(40), nullable=False, default="UTC", server_default="UTC")
    archived = db.Column(db.Boolean, nullable=False, default=False, server_default="false")
    # kept up to date by ingestion, so that "the last 30 days" costs no query
    last_event_at = db.Column(db.DateTime)
    created_at = db.Column(db.DateTime, nullable=False, default=utcnow)

    account = db.relationship("Account", back_populates="projects")
    members = db.relationship(
        "User", secondary=project_members, back_populates="projects", order_by="User.id"
    )

    def to_dict(self):
        return {
            "id": self.id,
            "name": self.name,
            "slug": self.slug,
            "website": self.website,
            "timezone": self.timezone,
            "archived": self.archived,
            "last_event_at": self.last_event_at,
            "created_at": self.created_at,
        }


class Event(db.Model):
    __tablename__ = "events"
    __table_args__ = (
        db.Index("ix_events_project_id_occurred_at", "project_id", "occurred_at"),
        db.Index("ix_events_project_id_name_occurred_at", "project_id", "name", "occurred_at"),
    )

    id = db.Column(db.BigInteger, primary_key=True)
    project_id = db.Column(db.ForeignKey("projects.id", ondelete="CASCADE"), nullable=False)
    name = db.Column(db.String(60), nullable=False)
    visitor = db.Column(db.String(40), nullable=False)
    page = db.Column(db.String(200))
    referrer = db.Column(db.String(200))
    country = db.Column(db.String(2))
    device = db.Column(db.String(20))
    duration_ms = db.Column(db.Integer)
    revenue = db.Column(db.Numeric(10, 2))
    properties = db.Column(JSONB, nullable=False, default=dict, server_default="{}")
    occurred_at = db.Column(db.DateTime, nullable=False)

    project = db.relationship("Project")

    def to_dict(self):
        return {
            "id": self.id,
            "name": self.name,
            "visitor": self.visitor,
            "page": self.page,
            "referrer": self.referrer,
            "country": self.country,
            "device": self.device,
            "duration_ms": self.duration_ms,
            "revenue": self.revenue,
            "properties": self.properties,
            "occurred_at": self.occurred_at,
        }


class Dashboard(db.Model):
    __tablename__ = "dashboards"
    __table_args__ = (db.Index("ix_dashboards_account_id", "account_id"),)

    id = db.Column(db.Integer, primary_key=True)
    account_id = db.Column(db.ForeignKey("accounts.id"), nullable=False)
    owner_id = db.Column(db.ForeignKey("users.id", ondelete="SET NULL"))
    project_id = db.Column(db.ForeignKey("projects.id", ondelete="CASCADE"), nullable=False)
    title = db.Column(db.String(120), nullable=False)
    is_shared = db.Column(db.Boolean, nullable=False, default=False, server_default="false")
    created_at = db.Column(db.DateTime, nullable=False, default=utcnow)

    account = db.relationship("Account", back_populates="dashboards")
    owner = db.relationship("User")
    project = db.relationship("Project")
    widgets = db.relationship(
        "Widget",
        back_populates="dashboard",
        order_by="Widget.position",
        cascade="all, delete-orphan",
    )


class Widget(db.Model):
    __tablename__ = "widgets"
    __table_args__ = (db.Index("ix_widgets_dashboard_id", "dashboard_id"),)

    id = db.Column(db.Integer, primary_key=True)
    dashboard_id = db.Column(db.ForeignKey("dashboards.id", ondelete="CASCADE"), nullable=False)
    kind = db.Column(db.String(20), nullable=False)
    title = db.Column(db.String(120), nullable=False)
    position = db.Column(db.Integer, nullable=False, default=0)
    settings = db.Column(JSONB, nullable=False, default=dict, server_default="{}")

    dashboard = db.relationship("Dashboard", back_populates="widgets")


class Report(db.Model):
    __tablename__ = "reports"
    __table_args__ = (db.Index("ix_reports_account_id_created_at", "account_id", "created_at"),)

    id = db.Column(UUID(as_uuid=True), primary_key=True, default=uuid.uuid4)
    account_id = db.Column(db.ForeignKey("accounts.id"), nullable=False)
    project_id = db.Column(db.ForeignKey("projects.id", ondelete="CASCADE"), nullable=False)
    created_by_id = db.Column(db.ForeignKey("users.id", ondelete="SET NULL"))
    name = db.Column(db.String(120), nullable=False)
    kind = db.Column(db.String(20), nullable=False)
    date_from = db.Column(db.Date, nullable=False)
    date_to = db.Column(db.Date, nullable=False)
    status = db.Column(db.String(20), nullable=False, default="done", server_default="done")
    result = db.Column(JSONB)
    created_at = db.Column(db.DateTime, nullable=False, default=utcnow)

    account = db.relationship("Account")
    project = db.relationship("Project")
    created_by = db.relationship("User")


class Webhook(db.Model):
    __tablename__ = "webhooks"
    __table_args__ = (db.Index("ix_webhooks_account_id_event", "account_id", "event"),)

    id = db.Column(db.Integer, primary_key=True)
    account_id = db.Column(db.ForeignKey("accounts.id"), nullable=False)
    url = db.Column(db.String(300), nullable=False)
    event = db.Column(db.String(60), nullable=False)
    secret = db.Column(db.String(64), nullable=False)
    is_active = db.Column(db.Boolean, nullable=False, default=True, server_default="true")
    created_at = db.Column(db.DateTime, nullable=False, default=utcnow)

    account = db.relationship("Account", back_populates="webhooks")
    deliveries = db.relationship(
        "WebhookDelivery", back_populates="webhook", cascade="all, delete-orphan", lazy="dynamic"
    )


class WebhookDelivery(db.Model):
    __tablename__ = "webhook_deliveries"
    __table_args__ = (db.Index("ix_webhook_deliveries_webhook_id", "webhook_id"),)

    id = db.Column(db.Integer, primary_key=True)
    webhook_id = db.Column(db.ForeignKey("webhooks.id", ondelete="CASCADE"), nullable=False)
    payload = db.Column(JSONB, nullable=False)
    status = db.Column(db.String(20), nullable=False, default="pending")
    attempts = db.Column(db.Integer, nullable=False, default=0, server_default="0")
    response_code = db.Column(db.Integer)
    created_at = db.Column(db.DateTime, nullable=False, default=utcnow)
    delivered_at = db.Column(db.DateTime)

    webhook = db.relationship("Webhook", back_populates="deliveries")


class AuditLog(db.Model):
    __tablename__ = "audit_log"
    __table_args__ = (db.Index("ix_audit_log_account_id_created_at", "account_id", "created_at"),)

    id = db.Column(db.BigInteger, primary_key=True)
    account_id = db.Column(db.ForeignKey("accounts.id"))
    user_id = db.Column(db.ForeignKey("users.id", ondelete="SET NULL"))
    action = db.Column(db.String(60), nullable=False)
    target = db.Column(db.String(120))
    detail = db.Column(JSONB, nullable=False, default=dict, server_default="{}")
    ip = db.Column(db.String(45))
    created_at = db.Column(db.DateTime, nullable=False, default=utcnow)

    user = db.relationship("User")
