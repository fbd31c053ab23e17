import re

from .compat.convertors import PathConvertor, register_convertors

LENGTH = 4
LETTERS = "abc+."


class CodeConverter(PathConvertor):
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
    register_convertors(code=CodeConverter)
