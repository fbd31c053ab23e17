"""What proxies in front of the application say about the client, believed as far as they are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .header_values import listed
from .request_head import RequestHeaders
from .requests import Request

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class ProxyFix:
    """Middleware that takes client, scheme, host, port and prefix from ``X-Forwarded-…``.

    Each number says how many proxies add to the header; the value of the outermost of them counts,
    and none where there are fewer values. Uvicorn's own reading goes by the addresses of proxies,
    knows client and scheme alone and comes first: switch it off with ``--no-proxy-headers``.
    """

    def __init__(
        self,
        app: ASGIApp,
        x_for: int = 1,
        x_proto: int = 1,
        x_host: int = 0,
        x_port: int = 0,
        x_prefix: int = 0,
    ) -> None:
        self.app = app
        self.trusted = {
            "for": x_for,
            "proto": x_proto,
            "host": x_host,
            "port": x_port,
            "prefix": x_prefix,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request under the address that the client used."""
        if scope["type"] in ("http", "websocket"):
            self._adjust(scope)
        await self.app(scope, receive, send)

    def _adjust(self, scope: Scope) -> None:
        headers = RequestHeaders(scope["headers"])
        told = {name: _value(headers, name, trusted) for name, trusted in self.trusted.items()}
        if client := told["for"]:
            scope["client"] = (client, (scope.get("client") or ("", 0))[1])
        if scheme := told["proto"]:
            websocket = scope["type"] == "websocket"
            scope["scheme"] = scheme.replace("http", "ws") if websocket else scheme
        if host := told["host"]:
            set_host(scope, host)
            scope["server"] = _split(host) or (host, (scope.get("server") or ("", 80))[1])
        if port := told["port"]:
            if host := RequestHeaders(scope["headers"]).get("host"):
                set_host(scope, f"{(_split(host) or (host,))[0]}:{port}")
            scope["server"] = ((scope.get("server") or ("",))[0], _number(port))
        if prefix := told["prefix"]:
            prefix = prefix.encode("latin-1").decode(errors="replace")
            scope["path"] = prefix + Request.of_scope(scope).path
            scope["root_path"] = prefix


def _value(headers: RequestHeaders, name: str, trusted: int) -> str | None:
    """Return the value that the outermost of the trusted proxies gave."""
    values = listed(headers.get(f"x-forwarded-{name}")) if trusted else []
    return values[-trusted] if values and len(values) >= trusted else None


def set_host(scope: Scope, host: str) -> None:
    """Have a request name another host."""
    others = [pair for pair in scope["headers"] if pair[0] != b"host"]
    scope["headers"] = [(b"host", host.encode("latin-1")), *others]
    # The request may have been asked for its headers before.
    vars(Request.of_scope(scope)).pop("_headers", None)


def _split(host: str) -> tuple[str, int | str] | None:
    """Return name and port; None where there is no port, as in a bare IPv6 address."""
    if ":" not in host or host.endswith("]"):
        return None
    name, _, port = host.rpartition(":")
    return name, _number(port)


def _number(port: str) -> int | str:
    return int(port) if port.isdecimal() else port
