"""What is shared by all of the museum."""

import os

import flask_babel
from flask_babel import Babel, Domain

babel = Babel()
shop_texts = Domain(os.path.join(os.path.dirname(__file__), "shop"), domain="shop")
_s = shop_texts.lazy_gettext


def month_of(value):
    """A filter of the museum's own."""
    return flask_babel.format_date(value, "MMMM")
