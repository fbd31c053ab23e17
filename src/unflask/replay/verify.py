"""Proves a migrated application: the same requests to both, on equal fresh state."""

import json
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from unflask.model.exchange import Exchange, Json
from unflask.model.scratch import scratch
from unflask.replay.compare import WIRE
from unflask.replay.evidence import write_evidence
from unflask.replay.generate import generate
from unflask.replay.masks import Mask
from unflask.replay.requests import read_requests
from unflask.replay.rules import Matcher, Route
from unflask.replay.send import Sender
from unflask.replay.sessions import check_sessions
from unflask.replay.settle import (
    Event,
    Migration,
    Options,
    Progress,
    VerifyError,
    allow_tightenings,
    learn_masks,
    settle,
)
from unflask.replay.side import Side, Subject, prepare
from unflask.replay.suites import suites_of
from unflask.replay.trees import changed_files
from unflask.replay.verdict import Compared, Verdict, roll_up

# Two runs of the original have to differ in the second, or a clock in an answer is not noticed.
_APART = 1.1


def verify(
    out_dir: Path,
    *,
    source: Path | None = None,
    fidelity: str | None = None,
    requests: Sequence[Path] = (),
    suite: bool = True,
    progress: Progress | None = None,
    options: Options | None = None,
) -> Verdict:
    """Replay, compare, roll up, and write the evidence below `out_dir`.

    Raises `VerifyError`, `SideError` or `MalformedRequestsError`, each with one clear sentence.
    """
    tell, options = progress or _ignore, options or Options()
    migration = read_migration(out_dir, source)
    level = fidelity or migration.fidelity
    explicit = tuple(exchange for path in requests for exchange in read_requests(path))
    with scratch() as work:
        compared, noise = _replay(migration, out_dir, explicit, work, level, options, tell)
        suites: Json = {}
        if suite:
            more, suites = suites_of(migration, out_dir, work, level, options, tell)
            compared += more
        verdict = Verdict(
            compared,
            roll_up(migration.routes, compared, suites.get("changed", ())),
            noise,
            suites,
            level,
        )
        write_evidence(out_dir, verdict, [str(work / "app"), str(work), str(migration.source)])
    return verdict


def read_migration(out_dir: Path, source: Path | None = None) -> Migration:
    """Read `.unflask/migration.json`; `source` overrides the path of the original in it."""
    file = out_dir / ".unflask" / "migration.json"
    try:
        data: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise VerifyError(
            f"{out_dir}: not a migrated app (it has no .unflask/migration.json)"
        ) from None
    except ValueError as error:
        raise VerifyError(f"{file}: not valid JSON ({error})") from None
    place = source or _noted_source(out_dir, data)
    if place is None or not place.is_dir():
        raise VerifyError(f"the original's folder is not there: {place or 'none is recorded'}")
    routes = tuple(Route.from_json(route) for route in data.get("routes", []))
    tightened = {name for t in data.get("tightenings", []) for name in t["route"].split(", ")}
    return Migration(
        place,
        data.get("app") or "",
        data["asgi"],
        data.get("fidelity") or WIRE,
        routes,
        frozenset(r.id for r in routes if _shown(r) in tightened),
    )


def _shown(route: Route) -> str:
    """A route as the migration's tightenings name it."""
    return f"{'|'.join(route.methods)} {route.rule}"


def _noted_source(out_dir: Path, data: dict[str, Any]) -> Path | None:
    if data.get("source"):
        return Path(data["source"])
    note = out_dir / ".unflask" / "local.json"
    if not note.is_file():
        return None
    noted = json.loads(note.read_text(encoding="utf-8")).get("source")
    return (out_dir.resolve() / noted).resolve() if isinstance(noted, str) else None


def noise_notes(exchanges: Sequence[Exchange], masks: Sequence[Mask]) -> list[Json]:
    """What was masked, for the evidence."""
    notes: list[Json] = []
    for exchange, mask in zip(exchanges, masks, strict=True):
        places = sorted(f"{aspect} {where}".strip() for aspect, where in mask.seen)
        if mask.text is not None or mask.lengths:
            places.append("body text" if mask.text is not None else "body")
        if places:
            notes.append({"source": exchange.source, "name": exchange.name, "masked": places})
    return notes


def _replay(
    migration: Migration,
    out_dir: Path,
    explicit: tuple[Exchange, ...],
    work: Path,
    fidelity: str,
    options: Options,
    tell: Progress,
) -> tuple[tuple[Compared, ...], tuple[Json, ...]]:
    exchanges = _with_routes(explicit, migration.routes)
    if options.generated:
        clients = tuple(dict.fromkeys(e.client for e in explicit if e.client))[:3]
        samples = _static_samples(migration)
        exchanges += generate(
            migration.routes, unsafe=options.unsafe, clients=clients, samples=samples
        )
    original, migrated = subjects(migration, out_dir, options, work)
    started = time.monotonic()
    first = _run(original, work, exchanges, options, tell, "original")
    got = _run(migrated, work, exchanges, options, tell, "migrated")
    time.sleep(max(0.0, _APART - (time.monotonic() - started)))
    second = _run(original, work, exchanges, options, tell, "original again")
    masks = learn_masks(first, second)
    compared = tuple(
        settle(one, other, new, mask, fidelity)
        for one, other, new, mask in zip(first, second, got, masks, strict=True)
    )
    compared = allow_tightenings(compared, migration.tightened)
    compared = check_sessions(original, work, compared)
    return compared, tuple(noise_notes(exchanges, masks))


def subjects(
    migration: Migration, out_dir: Path, options: Options, work: Path
) -> tuple[Subject, Subject]:
    """Both sides, with the state that the original's setup command made."""
    env, python = options.env, options.python
    original = Subject("wsgi", migration.source, migration.app, env, options.setup, python=python)
    migrated = Subject("asgi", out_dir, migration.asgi, env, options.setup_migrated, python=python)
    if options.setup and not options.setup_migrated:
        place = work / "app"
        prepare(original, place, work / "tmp")
        made = changed_files(migration.source, place)
        original = replace(original, setup=(), overlay=made)
        migrated = replace(migrated, overlay=made)
    return original, migrated


def _run(
    subject: Subject,
    work: Path,
    exchanges: Sequence[Exchange],
    options: Options,
    tell: Progress,
    stage: str,
) -> tuple[Exchange, ...]:
    tell(Event(stage, 0, len(exchanges)))
    if not exchanges:
        return ()
    with Side(subject, work) as side:
        return Sender(side, timeout=options.timeout).send_all(
            exchanges, lambda done: tell(Event(stage, done, len(exchanges)))
        )


def _with_routes(exchanges: Sequence[Exchange], routes: Sequence[Route]) -> tuple[Exchange, ...]:
    matcher = Matcher(routes)
    found = []
    for exchange in exchanges:
        match = matcher.match(exchange.request.method, exchange.request.path)
        found.append(replace(exchange, route=None if match is None else match.route.id))
    return tuple(found)


def _static_samples(migration: Migration) -> dict[str, list[str]]:
    files = sorted(p for p in migration.source.rglob("static/**/*") if p.is_file())
    names = []
    for file in files:
        parts = file.relative_to(migration.source).parts
        if not any(part.startswith(".") or part == "node_modules" for part in parts):
            names.append("/".join(parts[parts.index("static") + 1 :]))
    static = [r.rule for r in migration.routes if r.endpoint.rpartition(".")[2] == "static"]
    return dict.fromkeys(static, names[:3]) if names else {}


def _ignore(event: Event) -> None:
    """Progress that nobody watches."""


__all__ = ["Event", "Migration", "Options", "VerifyError", "read_migration", "verify"]
