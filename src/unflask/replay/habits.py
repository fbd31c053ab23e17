"""What differences look like that come from known habits of the two frameworks.

One small question each about one difference; its docstring is what a reader is told when the
answer is yes. `causes.py` has the codes and the order.
"""

import re
from urllib.parse import parse_qsl

from unflask.replay.context import Context
from unflask.replay.cookies import session_payload
from unflask.replay.jsondiff import ABSENT, loosely
from unflask.replay.masks import kind
from unflask.replay.pages import detail, error_description, json_of
from unflask.replay.pages import is_redirect_body as is_redirect_page


def slash_redirect(c: Context) -> bool:
    """Starlette redirects a missing or extra slash with 307 for every method; Werkzeug with
    308, for GET, HEAD and OPTIONS only.
    """
    return c.finding.aspect == "status" and c.new.status == 307 and c.old.status in {308, 404, 405}


def head(c: Context) -> bool:
    """FastAPI's GET routes do not answer HEAD; Flask's do."""
    return c.method == "HEAD" and c.finding.aspect == "status" and c.new.status == 405


def options(c: Context) -> bool:
    """FastAPI has no automatic OPTIONS; Flask answers 200 with Allow."""
    return c.method == "OPTIONS" and c.finding.aspect == "status" and c.new.status == 405


def validation(c: Context) -> bool:
    """FastAPI's validation answered 422 before the app's own check could."""
    body = detail(c.new)
    own = isinstance(body, list) and bool(body) and isinstance(body[0], dict) and "loc" in body[0]
    return c.finding.aspect == "status" and c.new.status == 422 and own


def path_422(c: Context) -> bool:
    """FastAPI validates the values of a path and answers 422; Werkzeug's converters refuse them
    with 404.
    """
    body = detail(c.new)
    first = body[0] if isinstance(body, list) and body else None
    where = first.get("loc") if isinstance(first, dict) else None
    return c.is_status(404, 422) and isinstance(where, list) and where[:1] == ["path"]


def redirect_code(c: Context) -> bool:
    """The status of a redirect differs: Flask's default is 302, Starlette's is 307."""
    statuses = {c.old.status, c.new.status}
    return c.finding.aspect == "status" and all(status // 100 == 3 for status in statuses)


def missing_304(c: Context) -> bool:
    """A conditional request got the whole answer: the validators (ETag, Last-Modified) are not
    compared.
    """
    return c.is_status(304, 200)


def missing_206(c: Context) -> bool:
    """A Range request got the whole answer."""
    return c.is_status(206, 200) or c.is_status(416, 200)


def crash(c: Context) -> bool:
    """The migrated app raised an exception that it does not handle."""
    return c.finding.aspect == "status" and c.new.status == 500 and c.old.status != 500


def let_in(c: Context) -> bool:
    """The original refuses this request and the migrated app lets it in: look for a check that
    is not awaited or not called.
    """
    refused = c.old.status in {401, 403} or "login" in (c.old.header("location") or "").lower()
    return c.finding.aspect == "status" and refused and c.new.status < 300


def not_found(c: Context) -> bool:
    """No FastAPI route took the request: order of declaration, converters and methods decide
    there.
    """
    return c.finding.aspect == "status" and c.new.status in {404, 405} and c.old.status < 400


def found(c: Context) -> bool:
    """A FastAPI route took a request that Werkzeug's converters or rules refuse."""
    return c.is_status(404, 200) or c.is_status(405, 200)


def iso_date(c: Context) -> bool:
    """Pydantic writes dates in ISO form; Flask's JSON in RFC 822 form."""
    if c.finding.aspect != "body":
        return False
    return kind(c.finding.expected) == '"RFC 822 date' and kind(c.finding.got) == '"ISO date'


def number_for_text(c: Context) -> bool:
    """Flask's JSON writes Decimal and UUID as text; the migrated app wrote a number."""
    if c.finding.aspect != "body" or not re.fullmatch(r'"-?[\d.]+"', c.finding.expected):
        return False
    if c.finding.expected.encode() in c.exchange.request.body:
        return False  # The client sent this text: it was converted on the way in.
    return c.finding.expected.strip('"') == c.finding.got or kind(c.finding.got) == "number"


def coerced(c: Context) -> bool:
    """Pydantic or FastAPI converted a value to another type."""
    if c.finding.aspect != "body" or ABSENT in {c.finding.expected, c.finding.got}:
        return False
    old, new = c.finding.expected.strip('"'), c.finding.got.strip('"')
    return loosely(old) == loosely(new)


def header_case(c: Context) -> bool:
    """ASGI writes the names of headers in lower case; WSGI and Flask keep `Content-Type`."""
    where = c.finding.where
    here, there = (c.new, c.old) if c.finding.expected == ABSENT else (c.old, c.new)
    match = re.fullmatch(r'.*(?:\.|\[")([\w-]+)(?:"\])?', where)
    if c.finding.aspect != "body" or match is None or here.body.count(match[1].encode()) == 0:
        return False
    other = match[1].lower() if match[1] != match[1].lower() else match[1].title()
    return other.encode() in there.body


def other_keys(c: Context) -> bool:
    """The answer has none of the original's keys: another route took the request, as FastAPI
    takes the first declared.
    """
    old, new = json_of(c.old), json_of(c.new)
    if c.finding.aspect != "body" or not isinstance(old, dict) or not isinstance(new, dict):
        return False
    return c.old.status < 400 and bool(old) and bool(new) and not old.keys() & new.keys()


def key_lost(c: Context) -> bool:
    """A key is missing: a response model leaves out what it does not declare."""
    return c.finding.aspect == "body" and c.finding.got == ABSENT and bool(c.finding.where)


def key_added(c: Context) -> bool:
    """A key was added: a response model writes its defaults, or a field leaks."""
    return c.finding.aspect == "body" and c.finding.expected == ABSENT and bool(c.finding.where)


def repeated_key(c: Context) -> bool:
    """Of a repeated key, Flask's `get` gives the first value and Starlette's the last."""
    if c.finding.aspect != "body":
        return False
    query = c.exchange.request.target.partition("?")[2]
    form = c.exchange.request.body.decode("latin-1")
    values: dict[str, list[str]] = {}
    for name, value in (*parse_qsl(query), *parse_qsl(form)):
        values.setdefault(name, []).append(value)
    old, new = c.finding.expected.strip('"'), c.finding.got.strip('"')
    return any(len(v) > 1 and v[0] in old and v[-1] in new for v in values.values())


def json_error(c: Context) -> bool:
    """The error is FastAPI's JSON instead of Flask's HTML page."""
    page = error_description(c.old) is not None
    return c.is_header("content-type") and page and c.new.media_type == "application/json"


def json_text(c: Context) -> bool:
    """A text that a view returns is HTML in Flask and a JSON string in FastAPI."""
    return (
        c.is_header("content-type")
        and c.old.media_type == "text/html"
        and c.new.media_type == "application/json"
        and json_of(c.new) == c.old.body.decode("utf-8", "replace")
    )


def envelope(c: Context) -> bool:
    """An error in FastAPI's own envelope (`detail`) instead of the app's."""
    return c.finding.aspect == "body" and c.old.status >= 400 and detail(c.new) is not None


def charset(c: Context) -> bool:
    """The charset differs: Starlette adds it to text types only, Flask by its own rule."""
    return c.is_header("content-type") and c.old.media_type == c.new.media_type


def same_site(c: Context) -> bool:
    """Starlette adds SameSite=lax to cookies; Flask adds nothing."""
    return c.finding.aspect.startswith("cookie:") and c.finding.where == "samesite"


def session_form(c: Context) -> bool:
    """The session cookie is not Flask's: sessions of clients that are logged in would be lost."""
    if not c.finding.aspect.startswith("cookie:") or c.finding.where != "value":
        return False
    return session_payload(c.finding.expected) is not None


def cookie_resent(c: Context) -> bool:
    """A cookie was set that the original does not set here: Starlette sends its session on
    every response, Flask only when it changed.
    """
    return _whole_cookie(c) and c.finding.expected == ABSENT


def cookie_lost(c: Context) -> bool:
    """A cookie that the original sets was lost, as happens to cookies set on an injected
    response when another one is returned.
    """
    return _whole_cookie(c) and c.finding.got == ABSENT


def _whole_cookie(c: Context) -> bool:
    return c.finding.aspect.startswith("cookie:") and not c.finding.where


def cookie_flag(c: Context) -> bool:
    """A cookie's attributes differ."""
    return c.finding.aspect.startswith("cookie:") and c.finding.where in {
        "httponly", "secure", "path", "domain", "max-age", "expires"
    }  # fmt: skip


def vary(c: Context) -> bool:
    """Flask adds Vary: Cookie whenever the session was touched."""
    return c.is_header("vary")


def cors(c: Context) -> bool:
    """CORS headers differ: Starlette's middleware is passed over by unhandled errors, and
    answers other requests than flask-cors.
    """
    return c.finding.aspect.startswith("header:access-control-")


def allow(c: Context) -> bool:
    """Allow lists the methods of one FastAPI route only; Werkzeug's of all rules for the path,
    with HEAD and OPTIONS.
    """
    return c.is_header("allow")


def static(c: Context) -> bool:
    """File answers differ: Starlette's have no Cache-Control and Content-Disposition, and other
    ETags.
    """
    return c.finding.aspect.removeprefix("header:") in {
        "etag", "cache-control", "last-modified", "content-disposition", "accept-ranges",
        "content-range",
    }  # fmt: skip


def absolute_location(c: Context) -> bool:
    """A redirect is absolute on one side and relative on the other."""
    absolute = [
        text.startswith(("http:", "https:")) for text in (c.finding.expected, c.finding.got)
    ]
    return c.is_header("location") and absolute[0] != absolute[1]


def scheme(c: Context) -> bool:
    """The scheme of the redirect was lost: forwarded headers are not trusted."""
    old, new = c.finding.expected, c.finding.got
    return c.is_header("location") and old.replace("https:", "http:", 1) == new


def challenge(c: Context) -> bool:
    """The challenge to authenticate differs."""
    return c.is_header("www-authenticate")


def hook_header_on_500(c: Context) -> bool:
    """On an unhandled error, headers of after_request hooks are lost: the answer was made
    outside of them.
    """
    return c.old.status >= 500 and c.finding.aspect.startswith("header:") and _lost(c)


def hook_header(c: Context) -> bool:
    """A header that the app or one of its hooks sets was lost."""
    return c.finding.aspect.startswith("header:") and _lost(c)


def redirect_body(c: Context) -> bool:
    """The body of the redirect is the framework's own."""
    return c.finding.aspect == "body" and is_redirect_page(c.old)


def _lost(c: Context) -> bool:
    return c.finding.got == ABSENT
