"""Requests made up from the routes: enough to see routing, methods, converters and empty bodies."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from unflask.model.exchange import NONE, READ, Exchange, Headers, Request
from unflask.replay.rules import METHOD, Matcher, Route, Segment, choices, segments

SOURCE = "generated"

_UUID = "12345678-1234-4234-8234-123456789abc"
_GOOD = {
    "int": ("1", "0", "99999"),
    "float": ("1.5", "0.0"),
    "uuid": (_UUID,),
    "path": ("a/b", "a"),
}
_BAD = {
    "int": ("-1", "abc"),
    "float": ("1", "abc"),
    "uuid": ("not-a-uuid",),
    "any": ("no-such-choice",),
    "path": ("/a",),
}
_STATUS_NAMES = {"code", "codes", "status", "status_code"}
_SAFE = ("GET", "HEAD", "OPTIONS")
_WRONG = ("DELETE", "PUT", "PATCH", "POST")
_BODIES: tuple[tuple[str, str | None, bytes], ...] = (
    ("no body", None, b""),
    ("empty JSON object", "application/json", b"{}"),
    ("malformed JSON", "application/json", b'{"a": '),
    ("JSON list", "application/json", b"[]"),
    ("plain text", "text/plain", b"{}"),
    ("form", "application/x-www-form-urlencoded", b"a=1&a=2"),
)
_STATIC: tuple[tuple[str, Headers], ...] = (
    ("first bytes", (("Range", "bytes=0-4"),)),
    ("range beyond the end", (("Range", "bytes=99999999-"),)),
    ("any ETag", (("If-None-Match", "*"),)),
    ("not modified since", (("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT"),)),
)


def generate(
    routes: Sequence[Route],
    *,
    unsafe: bool = True,
    clients: Sequence[str] = (),
    samples: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Exchange, ...]:
    """Exchanges (without responses) for every route, safe methods first.

    Each is sent by a client without cookies, and the plain GETs also by each of `clients` with
    the cookies that it has collected by then. `unsafe` allows POST and the like, which is right
    where the state is a copy to be thrown away. `samples` are known good values per rule for its
    last converter (names of files, for one).
    """
    matcher, known = Matcher(routes), samples or {}
    found = [exchange for route in routes for exchange in _safe(route, matcher, clients, known)]
    found += _unknown()
    if unsafe:
        found += [exchange for route in routes for exchange in _unsafe(route, clients, known)]
    return tuple(_unique(found))


def good_paths(route: Route, samples: Sequence[str] = ()) -> list[str]:
    """Paths that the rule matches, the most likely first."""
    parts = segments(route.rule)
    dynamic = [index for index, part in enumerate(parts) if part.converter]
    if not dynamic:
        return [route.rule]
    paths = [_path(parts, {dynamic[-1]: value}) for value in samples]
    paths.append(_path(parts, {}))
    for index in dynamic:
        paths += [_path(parts, {index: value}) for value in _good(parts[index])[1:]]
    return list(dict.fromkeys(paths))


def bad_paths(route: Route) -> list[str]:
    """Paths that look like the rule's but whose values its converters refuse."""
    parts = segments(route.rule)
    found = []
    for index, part in enumerate(parts):
        if part.converter == "path" and index == 1:
            continue  # Slashes at the very beginning are dropped, and the rest is fine.
        found += [_path(parts, {index: value}) for value in _BAD.get(part.converter, ())]
    return found


def _safe(
    route: Route, matcher: Matcher, clients: Sequence[str], samples: Mapping[str, Sequence[str]]
) -> Iterator[Exchange]:
    known = samples.get(route.rule, ())
    paths = good_paths(route, known)
    best = paths[0]
    if "GET" in route.methods:
        for path in paths:
            yield _exchange(route, "GET", path)
        yield _exchange(route, "HEAD", best)
        for client in clients:
            yield from (_exchange(route, "GET", path, client=client) for path in paths)
    yield _exchange(route, "OPTIONS", best)
    probe = "GET" if "GET" in route.methods else "OPTIONS"
    for path in (*bad_paths(route), _other_slash(best)):
        yield _exchange(route, probe, path)
    if known:
        for name, headers in _STATIC:
            yield _exchange(route, "GET", best, headers=headers, note=name)
    wrong = next((m for m in _WRONG if _refused(matcher, m, best)), None)
    if wrong is not None:
        yield _exchange(route, wrong, best)


def _unsafe(
    route: Route, clients: Sequence[str], samples: Mapping[str, Sequence[str]]
) -> Iterator[Exchange]:
    path = good_paths(route, samples.get(route.rule, ()))[0]
    for number, method in enumerate(m for m in route.own_methods if m not in _SAFE):
        # What a view makes of a bad body seldom depends on the method.
        for note, kind, body in _BODIES[: 2 if number else None]:
            headers = (("Content-Type", kind),) if kind else ()
            yield _exchange(route, method, path, headers=headers, body=body, note=note)
            for client in clients:
                yield _exchange(
                    route, method, path, headers=headers, body=body, note=note, client=client
                )
        yield _exchange(route, method, _other_slash(path))


def _unknown() -> list[Exchange]:
    path = "/no-such-path-here"
    return [_exchange(None, method, path) for method in ("GET", "POST", "OPTIONS")]


def _exchange(
    route: Route | None,
    method: str,
    path: str,
    *,
    headers: Headers = (),
    body: bytes = b"",
    note: str = "",
    client: str = "",
) -> Exchange:
    about = ", ".join(part for part in (note, f"as {client}" if client else "") if part)
    name = f"{method} {path}" + (f" ({about})" if about else "")
    return Exchange(
        Request(method, path, headers, body),
        route=None if route is None else route.id,
        name=name,
        client=client,
        source=SOURCE,
        cookies=READ if client else NONE,
    )


def _good(part: Segment) -> Sequence[str]:
    if part.converter == "any":
        return choices(part) or ("a",)
    if part.converter in {"int", "default"} and part.text in _STATUS_NAMES:
        return "200", "404"
    if part.converter in _GOOD:
        return _GOOD[part.converter]
    named = dict(part.arguments)
    least = int(named.get("length") or named.get("minlength") or 1)
    most = int(named.get("length") or named.get("maxlength") or 1000)
    texts = ("1", "alpha", "a b")
    fitting = [quote(text.ljust(least, "a")) for text in texts if len(text) <= most]
    return fitting or ("a" * least,)


def _path(parts: Sequence[Segment], chosen: Mapping[int, str]) -> str:
    texts = []
    for index, part in enumerate(parts):
        texts.append((chosen.get(index) or _good(part)[0]) if part.converter else part.text)
    return "".join(texts)


def _other_slash(path: str) -> str:
    return path.rstrip("/") or "//" if path.endswith("/") else path + "/"


def _refused(matcher: Matcher, method: str, path: str) -> bool:
    match = matcher.match(method, path)
    return match is not None and match.how == METHOD


def _unique(exchanges: Iterable[Exchange]) -> Iterator[Exchange]:
    seen = set()
    for exchange in exchanges:
        key = (exchange.request, exchange.client)
        if key not in seen:
            seen.add(key)
            yield exchange
