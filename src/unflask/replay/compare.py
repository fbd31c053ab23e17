"""Compares the answers of two applications to the same request."""

import re
from collections.abc import Iterator
from dataclasses import replace

from unflask.model.exchange import Difference, Exchange, Response
from unflask.replay.bodies import body_findings
from unflask.replay.causes import cause_of
from unflask.replay.headers import Finding, header_findings
from unflask.replay.masks import NO_MASK, Mask

WIRE, BYTES = "wire", "bytes"

# Hosts under which tests and replays reach an application; with a port where it is its own.
_OWN_HOSTS = re.compile(
    r"(?i)(https?://)?(?:127\.0\.0\.1:\d+|localhost(?::\d+)?|testserver)(?![\w.-])"
)


def compare(
    expected: Exchange, got: Exchange, *, fidelity: str = WIRE, mask: Mask = NO_MASK
) -> tuple[Difference, ...]:
    """Every difference between the original's answer and the migrated app's, with its cause.

    `mask` holds what differs between two runs of the original: it is let pass as long as its
    kind stays the same. Status and media type are never masked.
    """
    found = []
    for finding in _findings(expected, got, fidelity, mask):
        if mask.hides(finding.aspect, finding.where, finding.got):
            continue
        cause = cause_of(finding, expected, got)
        found.append(
            Difference(got, finding.aspect, finding.expected, finding.got, cause, finding.where)
        )
    return tuple(found)


def _findings(expected: Exchange, got: Exchange, fidelity: str, mask: Mask) -> Iterator[Finding]:
    if expected.response is None or got.response is None:
        if (expected.response is None) != (got.response is None):
            yield Finding("error", "", _outcome(expected), _outcome(got))
        return
    old, new = neutral(expected.response), neutral(got.response)
    if old.status != new.status:
        # Headers and body of another status are another answer: one difference, not ten.
        yield Finding("status", "", str(old.status), str(new.status))
        return
    bodiless = expected.request.method == "HEAD" or old.status in {204, 304} or old.status < 200
    headers = list(header_findings(old, new, bodiless=bodiless))
    yield from headers
    other_type = old.media_type != new.media_type and any(
        finding.aspect == "header:content-type" for finding in headers
    )
    if bodiless or other_type or mask.fits_body(new.body):
        return
    yield from body_findings(old, new, fidelity)


def neutral(response: Response) -> Response:
    """The response with the hosts of test clients and replay servers written in one way."""
    headers = tuple(
        (name, _host_neutral(value) if name.lower() in {"location", "link"} else value)
        for name, value in response.headers
    )
    text = response.body
    if any(host in text for host in (b"127.0.0.1:", b"localhost", b"testserver")):
        text = _host_neutral(text.decode("utf-8", "surrogateescape")).encode(
            "utf-8", "surrogateescape"
        )
    return replace(response, headers=headers, body=text)


def _host_neutral(text: str) -> str:
    return _OWN_HOSTS.sub(lambda match: f"{match[1] or ''}localhost", text)


def _outcome(exchange: Exchange) -> str:
    if exchange.response is not None:
        return f"status {exchange.response.status}"
    return exchange.error or "no answer"
