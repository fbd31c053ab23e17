import datetime
import decimal
import enum

from flask.json.provider import DefaultJSONProvider


class InvoiceJSONProvider(DefaultJSONProvider):
    sort_keys = False
    ensure_ascii = False

    @staticmethod
    def default(value):
        if isinstance(value, (datetime.datetime, datetime.date)):
            return value.isoformat()
        if isinstance(value, decimal.Decimal):
            return f"{value:.2f}"
        if isinstance(value, enum.Enum):
            return value.name.lower()
        if isinstance(value, (set, frozenset)):
            return sorted(value)
        return DefaultJSONProvider.default(value)
