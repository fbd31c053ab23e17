"""What surrounds every request: its id, the platform's headers, and the answer to a crash."""

import logging
import uuid

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from . import VERSION
from .errors import crashed
from .session import COOKIE, Sessions

log = logging.getLogger(__name__)


class Platform:
    """Sets the headers that all answers have, those to crashes too, and answers HEAD as GET."""

    def __init__(self, app: ASGIApp, sessions: Sessions) -> None:
        self.app = app
        self.sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        request_id = headers.get("x-request-id", "").strip() or uuid.uuid4().hex
        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self.complete(MutableHeaders(scope=message), headers, scope["path"], request_id)
            await send(message)

        # the server leaves the body out: it has the method from its own scope
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        state = {**scope.get("state", {}), "request_id": request_id}
        scope = {**scope, "method": method, "state": state}
        try:
            await self.app(scope, receive, send_with_headers)
        except Exception:
            log.exception("crash at %s, request %s", scope["path"], request_id)
            if started:
                raise
            await crashed()(scope, receive, send_with_headers)

    def complete(
        self, answer: MutableHeaders, request: Headers, path: str, request_id: str
    ) -> None:
        """Add to the headers of an answer."""
        answer["X-Request-Id"] = request_id
        answer["X-Api-Version"] = VERSION
        answer["Vary"] = "Cookie"
        if path.startswith("/api/"):
            answer.setdefault("Cache-Control", "no-store")
        if COOKIE in (cookies := request.get("cookie", "")):
            renewed = self.sessions.renewed(cookie_parser(cookies).get(COOKIE, ""))
            if renewed:
                answer.append("Set-Cookie", renewed)
