"""Evidence: plain files next to the result, the same for the same answers."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from unflask.model.exchange import Difference, Exchange, Json, Response, to_json
from unflask.replay.compare import neutral
from unflask.replay.verdict import Compared, Verdict

_LONGEST_BODY = 20_000
_OF_THE_MOMENT = {"date", "server"}


def write_evidence(out_dir: Path, verdict: Verdict, places: Iterable[str] = ()) -> Path:
    """Write `.unflask/evidence/` below `out_dir` and return it.

    `exchanges.jsonl` has both answers of every exchange, `verdict.json` the result,
    `differences.md` the differences for a reader. `places` are folders of this machine that are
    written as `.` in all of them.
    """
    folder = out_dir / ".unflask" / "evidence"
    folder.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(_exchange(one), ensure_ascii=False) for one in verdict.compared]
    result = json.dumps(verdict.to_json(), indent=2, ensure_ascii=False)
    files = {
        "exchanges.jsonl": "".join(f"{line}\n" for line in lines),
        "verdict.json": result + "\n",
        "differences.md": differences_text(verdict),
    }
    for name, text in files.items():
        (folder / name).write_text(_portable(text, places), encoding="utf-8")
    return folder


def _portable(text: str, places: Iterable[str]) -> str:
    for place in sorted(places, key=len, reverse=True):
        text = text.replace(place, ".")
    return text


def differences_text(verdict: Verdict) -> str:
    """The differences in Markdown, grouped by route."""
    lines = ["# Differences", "", f"{verdict.equal} of {verdict.exchanges} exchanges are equal."]
    groups: dict[str, list[Difference]] = {}
    for difference in verdict.differences:
        groups.setdefault(difference.exchange.route or "no route", []).append(difference)
    for route, found in sorted(groups.items()):
        lines += ["", f"## {route}", ""]
        for difference in found:
            lines += _lines(difference)
    return "\n".join(lines) + "\n"


def _lines(difference: Difference) -> list[str]:
    request = difference.exchange.request
    where = f" {difference.where}" if difference.where else ""
    lines = [
        f"- **{difference.aspect}{where}** of `{request.method} {request.target}`",
        f"  - from: {difference.exchange.source}: {difference.exchange.name}",
        f"  - Flask: `{_inline(difference.expected)}`",
        f"  - FastAPI: `{_inline(difference.got)}`",
    ]
    if difference.cause is not None:
        lines.append(f"  - {difference.cause.code}: {difference.cause.message}")
    return lines


def _inline(text: str) -> str:
    return text.replace("\n", "\\n").replace("`", "'")


def _exchange(one: Compared) -> Json:
    data = to_json(replace(one.got, response=None, error=None))
    del data["response"], data["error"]
    data["expected"] = _answer(one.expected)
    data["got"] = _answer(one.got)
    data["equal"] = one.equal
    data["differences"] = [
        {"aspect": d.aspect, "where": d.where, "code": d.cause and d.cause.code}
        for d in one.differences
    ]
    return data


def _answer(exchange: Exchange) -> Json:
    if exchange.response is None:
        return {"error": exchange.error}
    response = neutral(exchange.response)
    kept = tuple(pair for pair in response.headers if pair[0].lower() not in _OF_THE_MOMENT)
    body = response.body
    data = to_json(Response(response.status, kept, body if len(body) <= _LONGEST_BODY else b""))
    if len(body) > _LONGEST_BODY:
        del data["body"]
        data["body_sha256"] = hashlib.sha256(body).hexdigest()
        data["body_length"] = len(body)
    return data
