import re

from werkzeug.routing import BaseConverter

LENGTH = 4
LETTERS = "abc+."


class CodeConverter(BaseConverter):
    """
    Accept short codes and long ones.
    """

    # For a while, both kinds.
    regex = (
        "([a-c]{8}-[a-c]{4})"
        "|"
        "([%(valid)s]{%(length)d})"
    ) % dict(valid=re.escape(LETTERS), length=LENGTH)
    weight = 200


def setup_routing(app):
    app.url_map.converters["code"] = CodeConverter
