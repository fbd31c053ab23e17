"""What the v2 API takes and gives. The v1 API is older than these and parses by hand."""

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

WIDGET_KINDS = ("counter", "timeseries", "top_pages", "funnel", "countries")
REPORT_KINDS = ("traffic", "revenue", "retention")


class UtcDateTime(fields.DateTime):
    """Like the rest of the API: milliseconds and a Z."""

    def _serialize(self, value, attr, obj, **kwargs):
        return None if value is None else value.isoformat(timespec="milliseconds") + "Z"


class WidgetSchema(Schema):
    id = fields.Integer(dump_only=True)
    kind = fields.String(required=True, validate=validate.OneOf(WIDGET_KINDS))
    title = fields.String(required=True, validate=validate.Length(min=1, max=120))
    position = fields.Integer(dump_only=True)
    settings = fields.Dict(keys=fields.String(), load_default=dict)


class DashboardSchema(Schema):
    id = fields.Integer(dump_only=True)
    title = fields.String(required=True, validate=validate.Length(min=1, max=120))
    project = fields.String(required=True, load_only=True)
    project_slug = fields.Pluck("ProjectSchema", "slug", attribute="project", dump_only=True)
    owner = fields.Nested("UserSchema", only=("id", "name"), dump_only=True)
    is_shared = fields.Boolean(load_default=False)
    widgets = fields.List(fields.Nested(WidgetSchema), load_default=list)
    created_at = UtcDateTime(dump_only=True)


class UserSchema(Schema):
    id = fields.Integer()
    name = fields.String()
    email = fields.Email()
    role = fields.String()


class ProjectSchema(Schema):
    id = fields.Integer()
    name = fields.String()
    slug = fields.String()


class WidgetsSchema(Schema):
    widgets = fields.List(
        fields.Nested(WidgetSchema), required=True, validate=validate.Length(max=12)
    )


class ReportSchema(Schema):
    id = fields.UUID(dump_only=True)
    name = fields.String(required=True, validate=validate.Length(min=1, max=120))
    kind = fields.String(required=True, validate=validate.OneOf(REPORT_KINDS))
    project = fields.String(required=True, load_only=True)
    project_slug = fields.Pluck(ProjectSchema, "slug", attribute="project", dump_only=True)
    date_from = fields.Date(required=True)
    date_to = fields.Date(required=True)
    status = fields.String(dump_only=True)
    result = fields.Raw(dump_only=True)
    created_by = fields.Nested(UserSchema, only=("id", "name"), dump_only=True)
    created_at = UtcDateTime(dump_only=True)

    @validates_schema
    def check_dates(self, data, **kwargs):
        if data["date_from"] > data["date_to"]:
            raise ValidationError("date_to is before date_from.", "date_to")


class WebhookSchema(Schema):
    id = fields.Integer(dump_only=True)
    url = fields.URL(required=True, require_tld=False, schemes={"http", "https"})
    event = fields.String(required=True, validate=validate.Regexp(r"^[a-z][a-z0-9_.]{0,59}$"))
    secret = fields.String(load_only=True, validate=validate.Length(min=8, max=64))
    is_active = fields.Boolean(load_default=True)
    created_at = UtcDateTime(dump_only=True)


class DeliverySchema(Schema):
    id = fields.Integer()
    status = fields.String()
    attempts = fields.Integer()
    response_code = fields.Integer(allow_none=True)
    payload = fields.Raw()
    created_at = UtcDateTime()
    delivered_at = UtcDateTime(allow_none=True)


class AuditSchema(Schema):
    id = fields.Integer()
    action = fields.String()
    target = fields.String()
    detail = fields.Raw()
    ip = fields.String()
    user = fields.Nested(UserSchema, only=("id", "name", "email"))
    created_at = UtcDateTime()


class ExportArgsSchema(Schema):
    project = fields.String(required=True)
    date_from = fields.Date(data_key="from")
    date_to = fields.Date(data_key="to")
    name = fields.String(validate=validate.Length(max=60))
    limit = fields.Integer(validate=validate.Range(min=1, max=1000000))


class FlushSchema(Schema):
    prefix = fields.String(
        load_default="metrics", validate=validate.OneOf(["metrics", "usage", "rate", "failures"])
    )
