"""Texts for all."""

from compat.translation import gettext as _
from compat.translation import lazy_gettext as _l

__all__ = ["_", "_l"]
