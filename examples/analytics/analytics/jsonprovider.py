import datetime
import decimal
import uuid

from flask.json.provider import DefaultJSONProvider


class JSONProvider(DefaultJSONProvider):
    """Dates as ISO 8601: all times are UTC and end in Z. Amounts of money are numbers."""

    sort_keys = False

    @staticmethod
    def default(value):
        if isinstance(value, datetime.datetime):
            if value.tzinfo is not None:
                value = value.astimezone(datetime.timezone.utc).replace(tzinfo=None)
            return value.isoformat(timespec="milliseconds") + "Z"
        if isinstance(value, datetime.date):
            return value.isoformat()
        if isinstance(value, decimal.Decimal):
            return float(value)
        if isinstance(value, uuid.UUID):
            return str(value)
        return DefaultJSONProvider.default(value)
