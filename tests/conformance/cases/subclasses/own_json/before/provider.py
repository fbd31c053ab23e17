from dataclasses import asdict, is_dataclass
from decimal import Decimal
from enum import Enum

from flask.json.provider import DefaultJSONProvider


class TeamProvider(DefaultJSONProvider):
    """Dataclasses, enums and sets as JSON; numbers are read without losing a cent."""

    sort_keys = False
    compact = True

    @staticmethod
    def default(value):
        if is_dataclass(value):
            return asdict(value)
        if isinstance(value, Enum):
            return value.value
        if isinstance(value, set):
            return sorted(value)
        return DefaultJSONProvider.default(value)

    def loads(self, s, **kwargs):
        kwargs.setdefault("parse_float", Decimal)
        return super().loads(s, **kwargs)
