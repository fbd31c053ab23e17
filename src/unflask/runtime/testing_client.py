"""A client in the shape of Werkzeug's that calls an ASGI application directly, without sockets."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import quote, urlsplit

from .requests import Request
from .testing_cookies import Cookie, Jar, new_cookie
from .testing_environ import Environ, EnvironBuilder, headers_of, scope_of
from .testing_headers import spelled
from .testing_portal import portal
from .testing_response import TestResponse

Answer = tuple[int, list[tuple[bytes, bytes]], bytes]

_REDIRECTS = frozenset({301, 302, 303, 305, 307, 308})


class ClientRedirectError(Exception):
    """Redirects that lead back to where they came from."""


class Client:
    """Makes requests to an ASGI application and keeps its cookies."""

    def __init__(
        self,
        application: Any,
        response_wrapper: type | None = None,
        use_cookies: bool = True,
        allow_subdomain_redirects: bool = False,
    ) -> None:
        self.application = application
        self.response_wrapper = _answer_class(response_wrapper)
        self.allow_subdomain_redirects = allow_subdomain_redirects
        self.environ_base: Environ = {}
        self._jar = Jar(use_cookies)

    def open(
        self,
        *args: Any,
        buffered: bool = False,
        follow_redirects: bool = False,
        **kwargs: Any,
    ) -> TestResponse:
        """Make a request from the arguments of `EnvironBuilder`, a builder or an environ.

        Raises what the application raises where it is set to propagate errors.
        """
        response = self._send(self._environ(args, kwargs))
        if buffered:
            response.make_sequence()
        history: list[TestResponse] = []
        seen: set[tuple[str | None, int]] = set()
        while follow_redirects and response.status_code in _REDIRECTS:
            step = response.location, response.status_code
            if step in seen:
                raise ClientRedirectError(
                    f"Loop detected: A {response.status_code} redirect to {response.location}"
                    " was already made."
                )
            seen.add(step)
            response.history = tuple(history)
            history.append(response)
            response = self._send(self._redirected(response))
        response.history = tuple(history)
        return response

    def _environ(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Environ:
        if len(args) == 1 and not kwargs:
            if isinstance(args[0], EnvironBuilder):
                return {**self.environ_base, **args[0].get_environ()}
            if isinstance(args[0], dict):
                return {**self.environ_base, **args[0]}
        base = {**self.environ_base, **(kwargs.pop("environ_base", None) or {})}
        return self._builder(*args, environ_base=base, **kwargs).get_environ()

    def _builder(self, *args: Any, **kwargs: Any) -> EnvironBuilder:
        return EnvironBuilder(*args, **kwargs)

    def _send(self, environ: Environ) -> TestResponse:
        host, path = self._place(environ)
        self._add_cookies(environ)
        body = environ["wsgi.input"].getvalue()
        status, raw_headers, content = self._exchange(scope_of(environ), body)
        response = self.response_wrapper(
            status, spelled(raw_headers), content, self._request(environ)
        )
        response.environ = environ
        if self._jar.enabled:
            self._jar.read(host, path, response.headers.getlist("Set-Cookie"))
        return response

    def _request(self, environ: Environ) -> Any:
        """Return the request to show beside an answer."""
        return Request(scope_of(environ))

    def _exchange(self, scope: dict[str, Any], body: bytes) -> Answer:
        return Exchange(self.application, scope, body).answer()

    def _add_cookies(self, environ: Environ) -> None:
        if not self._jar.enabled:
            return
        environ.pop("HTTP_COOKIE", None)
        if header := self._jar.header(*self._place(environ)):
            environ["HTTP_COOKIE"] = header

    @staticmethod
    def _place(environ: Environ) -> tuple[str, str]:
        """Return host and path as the cookie rules see them."""
        host = urlsplit(f"//{environ.get('HTTP_HOST', 'localhost')}").hostname or "localhost"
        scope = scope_of(environ)
        return host, quote(scope["path"], safe="!$&'()*+,/:;=@%")

    def _redirected(self, response: TestResponse) -> Environ:
        """Return the request that a redirect asks for."""
        previous = response.environ
        url = urlsplit(response.location or "")
        scheme, host = previous["wsgi.url_scheme"], previous["HTTP_HOST"]
        if url.netloc:
            self._check_host(url.hostname or "", host.partition(":")[0])
            scheme, host = url.scheme or scheme, url.netloc
        root = scope_of(previous)["root_path"]
        if url.path.split("/")[: root.count("/") + 1] != root.split("/"):
            root = ""
        builder = EnvironBuilder(
            base_url=f"{scheme}://{host}{root}",
            query_string=url.query,
            headers=headers_of(previous),
            method=previous["REQUEST_METHOD"],
            environ_base=self.environ_base,
        )
        builder.path = url.path[len(root) :]
        if response.status_code in {307, 308}:
            builder.body = previous["wsgi.input"].getvalue()
            return builder.get_environ()
        for name in ("Content-Type", "Content-Length", "Transfer-Encoding"):
            builder.headers.remove(name)
        if builder.method != "HEAD":
            builder.method = "GET"
        return builder.get_environ()

    def _check_host(self, to: str, origin: str) -> None:
        """Raise RuntimeError for a redirect to a host that the client does not stand for."""
        target, source = to.split("."), origin.split(".")
        if target == source:
            return
        if target[-len(source) :] != source:
            raise RuntimeError("Following external redirects is not supported.")
        if not self.allow_subdomain_redirects:
            raise RuntimeError("Following subdomain redirects is not enabled.")

    def get(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Make a GET request."""
        return self.open(*args, **{**kwargs, "method": "GET"})

    def post(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Make a POST request."""
        return self.open(*args, **{**kwargs, "method": "POST"})

    def put(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Make a PUT request."""
        return self.open(*args, **{**kwargs, "method": "PUT"})

    def patch(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Make a PATCH request."""
        return self.open(*args, **{**kwargs, "method": "PATCH"})

    def delete(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Make a DELETE request."""
        return self.open(*args, **{**kwargs, "method": "DELETE"})

    def head(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Make a HEAD request."""
        return self.open(*args, **{**kwargs, "method": "HEAD"})

    def options(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Make an OPTIONS request."""
        return self.open(*args, **{**kwargs, "method": "OPTIONS"})

    def trace(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Make a TRACE request."""
        return self.open(*args, **{**kwargs, "method": "TRACE"})

    def get_cookie(self, key: str, domain: str = "localhost", path: str = "/") -> Cookie | None:
        """Return a cookie that the client keeps."""
        return self._jar.cookies.get((domain, path, key))

    def set_cookie(
        self,
        key: str,
        value: str = "",
        *older: str,
        domain: str = "localhost",
        origin_only: bool = True,
        path: str = "/",
        **parameters: Any,
    ) -> None:
        """Keep a cookie; also in the older form `set_cookie(server_name, key, value)`."""
        if older:
            domain, key, value = key, value, older[0]
        self._jar.cookies  # noqa: B018 (raises where cookies are disabled)
        self._jar.store(new_cookie(key, value, domain, path, origin_only, **parameters))

    def delete_cookie(
        self, key: str, *older: str, domain: str = "localhost", path: str = "/", **_parameters: Any
    ) -> None:
        """Drop a cookie; also in the older form `delete_cookie(server_name, key)`."""
        if older:
            domain, key = key, older[0]
        self._jar.cookies.pop((domain, path, key), None)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.application!r}>"


class Exchange:
    """One request to an application and what is sent in answer."""

    def __init__(
        self,
        application: Any,
        scope: dict[str, Any],
        body: bytes,
        state: dict[str, Any] | None = None,
    ) -> None:
        self._application = application
        self._state = {} if state is None else state
        self._scope = scope
        self._body: bytes | None = body
        self._status: int | None = None
        self._headers: list[tuple[bytes, bytes]] = []
        self._content = bytearray()

    def answer(self) -> Answer:
        """Have the request answered; return status, header lines and body.

        An error of the application is raised, unless it was answered as well and the application
        is not set to propagate errors.
        """
        for name, value in portal.lifespan_state(self._application).items():
            self._state.setdefault(name, value)
        self._scope["state"] = self._state
        try:
            portal.run(self._run)
        except Exception:
            if self._status is None or propagates(self._application):
                raise
        if self._status is None:
            raise RuntimeError("The application did not answer the request.")
        body = b"" if self._scope["method"] == "HEAD" else bytes(self._content)
        return self._status, self._headers, body

    async def _run(self) -> None:
        self._over = asyncio.Event()
        await self._application(self._scope, self._receive, self._send)

    async def _receive(self) -> dict[str, Any]:
        if self._body is None:
            await self._over.wait()
            return {"type": "http.disconnect"}
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}

    async def _send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            self._headers = list(message.get("headers", ()))
        elif message["type"] == "http.response.body":
            self._content += message.get("body", b"")
            if not message.get("more_body", False):
                self._over.set()


def propagates(application: Any) -> bool:
    """Say whether errors of the application are to reach the test."""
    config = getattr(application, "config", None) or {}
    propagate = config.get("PROPAGATE_EXCEPTIONS")
    if propagate is None:
        return bool(config.get("TESTING") or getattr(application, "debug", False))
    return bool(propagate)


def _answer_class(wrapper: type | None) -> type[TestResponse]:
    """Return the class of answers: `TestResponse`, with the methods of a wrapper behind its own."""
    if wrapper is None or issubclass(TestResponse, wrapper):
        return TestResponse
    if issubclass(wrapper, TestResponse):
        return wrapper
    return type("WrapperTestResponse", (TestResponse, wrapper), {n: _Own() for n in _SET})


_SET = ("headers", "is_streamed", "response", "status_code")


class _Own:
    """An attribute of the answer itself, where the wrapper has a property of that name."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, answer: Any, owner: type | None = None) -> Any:
        return self if answer is None else vars(answer)[self._name]

    def __set__(self, answer: Any, value: Any) -> None:
        vars(answer)[self._name] = value
