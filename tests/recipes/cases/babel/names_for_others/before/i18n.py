"""Texts for all."""

from flask_babel import gettext as _, lazy_gettext as _l, ngettext

__all__ = ["_", "_l"]
