"""The address of a request, spelled for reading: only what would be misread stays encoded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit, urlunsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

_SAFE = "!$&'()*+,/:;=@%"
_ALWAYS = "".join(map(chr, (*range(0x21), 0x25, 0x7F)))
_HOST = re.compile(
    r"([a-z0-9.-]+|\[[a-f0-9]*:[a-f0-9.:]+])(?::([1-9][0-9]{,4}))?", re.IGNORECASE | re.ASCII
)


def request_url(
    scheme: str, host: str, root: str, path: str | None = None, query: bytes | None = None
) -> str:
    """Return the address of a request; without ``path`` that of the app."""
    uri = f"{scheme}://{host}{quote(root.rstrip('/'), safe=_SAFE)}/"
    if path is not None:
        uri += quote(path.lstrip("/"), safe=_SAFE)
    if query:
        uri += "?" + quote(query, safe=f"{_SAFE}?")
    return readable(uri)


def readable(uri: str) -> str:
    """Return a URI with all characters decoded that keep their meaning so."""
    parts = urlsplit(uri)
    return urlunsplit(
        (
            parts.scheme,
            _readable_host(parts.netloc),
            _decoded(parts.path, "/?#"),
            _decoded(parts.query, "&=+#"),
            _decoded(parts.fragment, ""),
        )
    )


def ascii_url(url: str) -> str:
    """Return a URL in ASCII: percent-encoded, its host in Punycode."""
    parts = urlsplit(url)
    netloc = parts.netloc
    if not netloc.isascii():
        netloc = netloc.encode("idna").decode("ascii")
    return parts._replace(
        netloc=netloc,
        path=quote(parts.path, safe="%!$&'()*+,/:;=@"),
        query=quote(parts.query, safe="%!$&'()*+,/:;=?@"),
        fragment=quote(parts.fragment, safe="%!#$&'()*+,/:;=?@"),
    ).geturl()


def public_host(scheme: str, host: str | None, server: tuple[str, int | None] | None) -> str:
    """Return host and port as the client names them, without the standard port.

    An empty text stands for a host that is missing or not valid.
    """
    if host is None:
        if server is None or server[1] is None:
            return ""
        name = f"[{server[0]}]" if ":" in server[0] else server[0]
        host = f"{name}:{server[1]}"
    host = host.removesuffix(":443" if scheme in {"https", "wss"} else ":80")
    match = _HOST.fullmatch(host)
    if match is None or (match[2] and int(match[2]) > 65535):
        return ""
    return host


def external_host(configured: str | None, host: str, scheme: str) -> str:
    """Return the host for whole URLs: the configured one, or the one that the client asked."""
    if not configured:
        return host.lower()
    standard = ":443" if scheme in {"https", "wss"} else ":80"
    return configured.lower().removesuffix(standard)


def is_trusted(host: str, trusted: Iterable[str] | str | None) -> bool:
    """Tell whether a host is one of ``trusted``; a name that starts with a dot stands for all below.

    Where no name is given, every host is.
    """
    names = [trusted] if isinstance(trusted, str) else list(trusted or ())
    if not names:
        return True
    match = _HOST.fullmatch(host)
    return match is not None and any(_is_below(match[1], name) for name in names)


def _is_below(host: str, name: str) -> bool:
    plain = name.removeprefix(".").partition(":")[0].encode("idna").decode("ascii")
    return host == plain or (name.startswith(".") and host.endswith(f".{plain}"))


def _decoded(text: str, reserved: str) -> str:
    kept = "|".join(f"{ord(character):02X}" for character in _ALWAYS + reserved)
    pieces = re.split(f"((?:%(?:{kept}))+)", text, flags=re.IGNORECASE)
    return "".join(
        piece if position % 2 else unquote(piece, errors="keep_percent")
        for position, piece in enumerate(pieces)
    )


def _readable_host(netloc: str) -> str:
    labels = []
    for label in netloc.lower().split("."):
        try:
            labels.append(label.encode("ascii").decode("idna"))
        except UnicodeError:
            labels.append(label)
    return ".".join(labels)
