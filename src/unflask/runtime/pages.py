"""The HTML pages of HTTP errors and redirects, with the texts that clients of the app know."""

from html import escape
from http import HTTPStatus
from typing import Any

_NAMES = {
    413: "Request Entity Too Large",
    414: "Request URI Too Long",
    416: "Requested Range Not Satisfiable",
    418: "I'm a teapot",
    422: "Unprocessable Entity",
}


def status_name(code: int) -> str:
    """Return the name of a status as it stands in pages: ``"Not Found"`` for 404."""
    if code in _NAMES:
        return _NAMES[code]
    try:
        return HTTPStatus(code).phrase
    except ValueError:
        return "Unknown Error"


def escaped(value: Any) -> str:
    """Return ``value`` as HTML text; what brings its own ``__html__`` is left as it is."""
    if hasattr(value, "__html__"):
        return str(value.__html__())
    text = escape(str(value), quote=False)
    return text.replace('"', "&#34;").replace("'", "&#39;")


def error_text(description: Any) -> str:
    """Return the description of an HTTP error as HTML; its line breaks are kept."""
    text = "" if description is None else escaped(description).replace("\n", "<br>")
    return f"<p>{text}</p>"


def error_page(code: int | None, name: str, text: str) -> str:
    """Return the page of an HTTP error around the HTML of what it says."""
    return (
        "<!doctype html>\n<html lang=en>\n"
        f"<title>{code} {escaped(name)}</title>\n<h1>{escaped(name)}</h1>\n{text}\n"
    )


def redirect_page(location: str) -> str:
    """Return the page that names the address a redirect leads to."""
    target = escaped(location)
    return (
        "<!doctype html>\n<html lang=en>\n"
        "<title>Redirecting...</title>\n<h1>Redirecting...</h1>\n"
        "<p>You should be redirected automatically to the target URL: "
        f'<a href="{target}">{target}</a>. If not, click the link.\n'
    )
