"""Profiles: what a load consists of, from a file, from one route, or from requests that were recorded."""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from unflask.model.bench import LoadRequest, Profile
from unflask.model.errors import UserError
from unflask.model.exchange import Exchange

_NAMES = ("method", "path", "weight", "name", "headers", "body", "json", "status")
# What a client sets by itself for each request.
_OWN = frozenset({"host", "connection", "content-length", "transfer-encoding", "accept-encoding"})


def read_profile(path: Path) -> Profile:
    """Read a file with a table `[[request]]` for each kind of request.

    `method` (GET), `path`, `weight` (1), `name` (method and path), `headers`, and `body` or `json`. `status`
    is that of a good answer; without it, everything below 400 is one. Raises UserError.
    """
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("request", [])
    except FileNotFoundError:
        raise UserError(f"{path} does not exist.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(f"{path} is not valid TOML: {error}.") from error
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror or error}.") from error
    if not isinstance(rows, list) or not rows:
        raise UserError(f"{path} has no [[request]]: there is nothing to send.")
    return Profile(path.stem, tuple(_request(path, row) for row in rows))


def _request(path: Path, row: Any) -> LoadRequest:
    if not isinstance(row, dict) or not str(row.get("path", "")).startswith("/"):
        raise UserError(f"{path}: a [[request]] needs a path, which begins with /.")
    if unknown := sorted(row.keys() - set(_NAMES)):
        raise UserError(
            f"{path}: a [[request]] has no {unknown[0]}; there are {', '.join(_NAMES)}."
        )
    target: str = row["path"]
    weight, status = row.get("weight", 1), row.get("status")
    if not _is_number(weight, float) or not 0 < weight < math.inf:
        raise UserError(f"{path}: the weight of {target} must be a number above 0.")
    if status is not None and not _is_number(status, int):
        raise UserError(f"{path}: the status of {target} must be a whole number.")
    method = str(row.get("method", "GET")).upper()
    name = str(row.get("name", f"{method} {target.partition('?')[0]}"))
    return LoadRequest(name, method, target, weight, *_content(path, row), status)


def _content(path: Path, row: dict[str, Any]) -> tuple[tuple[tuple[str, str], ...], str]:
    """Return the headers and the body of a row."""
    given = row.get("headers", {})
    if not isinstance(given, dict):
        raise UserError(f"{path}: the headers of {row['path']} must be a table.")
    headers = tuple((str(name), str(value)) for name, value in given.items())
    if "json" not in row:
        return headers, str(row.get("body", ""))
    if "content-type" not in {name.lower() for name in given}:
        headers = (("Content-Type", "application/json"), *headers)
    try:
        return headers, json.dumps(row["json"])
    except TypeError as error:
        raise UserError(f"{path}: the json of {row['path']} is none: {error}.") from error


def _is_number(value: Any, kind: type) -> bool:
    return isinstance(value, int | kind) and not isinstance(value, bool)


def one_route(text: str) -> Profile:
    """Return the profile of one request, named as `GET /items` or `/items`; raises UserError."""
    method, _, path = text.strip().rpartition(" ")
    if not path.startswith("/"):
        raise UserError(f"--route {text!r} names no path; write it as 'GET /items'.")
    method = method.strip().upper() or "GET"
    return Profile(text, (LoadRequest(f"{method} {path.partition('?')[0]}", method, path),))


def recorded(name: str, exchanges: Iterable[Exchange]) -> Profile:
    """Return a profile of requests that were recorded, each as often as it was; raises UserError without any.

    Requests of one route are measured together, and all requests keep the headers they were sent with.
    """
    found = []
    for exchange in exchanges:
        request = exchange.request
        headers = tuple((k, v) for k, v in request.headers if k.lower() not in _OWN)
        row = exchange.route or f"{request.method} {request.path}"
        body = _text(name, exchange)
        status = exchange.response.status if exchange.response else None
        found.append(LoadRequest(row, request.method, request.target, 1, headers, body, status))
    if not found:
        raise UserError(f"{name} holds no requests: there is nothing to send.")
    return Profile(name, tuple(found))


def _text(name: str, exchange: Exchange) -> str:
    request = exchange.request
    try:
        return request.body.decode()
    except UnicodeDecodeError:
        raise UserError(
            f"{name}: the body of {request.method} {request.path} is no text, and a load sends texts only."
        ) from None
