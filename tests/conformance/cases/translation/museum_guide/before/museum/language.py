"""Who chooses the language."""

from flask import g, has_request_context, request


def preferred():
    """The language of the address, if it has one."""
    return request.args.get("hl") or request.cookies.get("hl")


def select_language():
    """Choose for a request; asked before each, too, which does nothing."""
    if not has_request_context():
        return None
    g.asked = g.get("asked", 0) + 1
    if request.endpoint is None:
        return None
    found = preferred()
    return found if found in ("es", "en_GB", "zh_Hant_TW") and g.asked > 1 else None
