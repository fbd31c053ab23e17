"""The address of a request, spelled for reading: only what would be misread stays encoded."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit, urlunsplit

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
