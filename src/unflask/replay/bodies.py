"""Compares bodies: JSON by value, all else by its bytes, the frameworks' own pages by their kind."""

import json
from collections.abc import Iterator

from unflask.model.exchange import Response
from unflask.replay.headers import Finding
from unflask.replay.jsondiff import json_differences
from unflask.replay.pages import (
    error_description,
    is_framework_error,
    is_redirect_body,
    plain,
    text_of,
)

_SHOWN = 400


def body_findings(expected: Response, got: Response, fidelity: str) -> Iterator[Finding]:
    """What differs in the bodies of two responses with the same status and media type."""
    if expected.body == got.body:
        return
    if fidelity == "bytes":
        yield _whole(expected, got)
    elif is_json(expected):
        yield from _json(expected, got)
    elif not _worded_alike(expected, got):
        yield _whole(expected, got)


def is_json(response: Response) -> bool:
    """Whether the media type says JSON."""
    kind = response.media_type
    return kind == "application/json" or kind.endswith("+json")


def same_kind_of_error(expected: Response, got: Response) -> bool:
    """Whether both bodies are errors or redirects in which the app has worded nothing."""
    if is_redirect_body(expected) and is_redirect_body(got):
        return True
    return error_description(expected) == "" and is_framework_error(got)


def excerpt(expected: str, got: str) -> tuple[str, str]:
    """Two texts, cut to the surroundings of their first difference."""
    at = next(
        (i for i, (a, b) in enumerate(zip(expected, got, strict=False)) if a != b),
        min(len(expected), len(got)),
    )
    start = max(0, at - 60) if max(len(expected), len(got)) > _SHOWN else 0
    return _cut(expected, start), _cut(got, start)


def _json(expected: Response, got: Response) -> Iterator[Finding]:
    try:
        old = json.loads(expected.body)
    except ValueError:
        yield _whole(expected, got)
        return
    try:
        new = json.loads(got.body)
    except ValueError:
        yield _whole(expected, got)
        return
    for where, left, right in json_differences(old, new):
        yield Finding("body", where, left, right)


def _worded_alike(expected: Response, got: Response) -> bool:
    if same_kind_of_error(expected, got):
        return True
    description = error_description(expected)
    # The application gave this text (`abort(404, "No such post")`): both have to say it.
    return description not in {None, ""} and str(description) in plain(text_of(got))


def _whole(expected: Response, got: Response) -> Finding:
    old, new = excerpt(text_of(expected), text_of(got))
    return Finding("body", "", old, new)


def _cut(text: str, start: int) -> str:
    cut = text[start : start + _SHOWN]
    return ("…" if start else "") + cut + ("…" if start + _SHOWN < len(text) else "")
