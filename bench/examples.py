"""Migrate and prove the example applications: what `make demo` and `make examples` run.

`python bench/examples.py bookshop` shows one in full under build/demo; without a name, all of them run and
each is a line of a table. Ends with 1 where an exchange got another answer.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from unflask.bench.processes import free_port
from unflask.report import terminal, words

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
BUILD = Path("build")
COULD_NOT = 2


def main(names: list[str]) -> int:
    """Run one example in full, or all of them."""
    if names:
        return max(demo(name) for name in names)
    folders = sorted(path.parent.name for path in EXAMPLES.glob("*/requests.http"))
    rows = [run(name) for name in folders]
    terminal.examples([row for row, _ in rows])
    return 0 if all(well for _, well in rows) else 1


def demo(name: str) -> int:
    """Show what a person would type and see."""
    out = BUILD / "demo"
    for verb in (
        ["migrate", f"examples/{name}", "--out", str(out), "--force"],
        ["verify", str(out)],
    ):
        print(f"\n$ unflask {shlex.join(verb)}\n", flush=True)
        if _unflask(*verb).returncode >= COULD_NOT:
            return COULD_NOT
    found = json.loads(
        (ROOT / out / ".unflask" / "evidence" / "verdict.json").read_text(encoding="utf-8")
    )
    print(
        f"\nThe FastAPI application lies in {out}; `diff -ru examples/{name} {out}` shows what changed."
    )
    return int(found["exchanges"] != settled(found) or not found["equal"])


def settled(found: dict[str, Any]) -> int:
    """Return how many exchanges were equal, or crashed Flask where the result refuses as listed."""
    return int(found["equal"]) + len(found["tightened"])


@contextmanager
def upstream(folder: Path) -> Iterator[None]:
    """Run the service that an example calls, where it brings one, on a free port."""
    script = folder / "upstream.py"
    if not script.exists():
        yield
        return
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    places = {"WEATHER_UPSTREAM": str(port), "UPSTREAM_PORT": str(port), "ENRICHMENT_URL": url}
    os.environ.update(places)
    service = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE)
    assert service.stdout is not None
    try:
        service.stdout.readline()
        yield
    finally:
        service.terminate()
        service.wait()
        service.stdout.close()
        for name in places:
            del os.environ[name]


def run(name: str) -> tuple[tuple[str, str, str, str, str], bool]:
    """Migrate and prove one example; return its line and whether every exchange was equal."""
    print(f"{name} ...", file=sys.stderr, flush=True)
    out = BUILD / "examples" / name
    with upstream(EXAMPLES / name):
        migrated = _json("migrate", f"examples/{name}", "--out", str(out), "--force")
        found = _json("verify", str(out)) if migrated else None
    if not migrated or not found:
        return (name, "", "", "", "could not be done"), False
    states = words.tally(route["state"] for route in found["routes"])
    refused = f" + {len(found['tightened'])} refused" if found["tightened"] else ""
    shown = (str(len(migrated["routes"])), str(found["exchanges"]), f"{found['equal']}{refused}")
    well = found["equal"] > 0 and found["exchanges"] == settled(found)
    return (name, *shown, states), well


def _json(*verb: str) -> dict[str, Any] | None:
    done = _unflask(*verb, "--json", capture=True)
    if done.returncode >= COULD_NOT:
        return None
    data: dict[str, Any] = json.loads(done.stdout)
    return data


def _unflask(*verb: str, capture: bool = False) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from unflask.cli.main import run; run()", *verb]
    pipe = subprocess.PIPE if capture else None
    return subprocess.run(command, cwd=ROOT, stdout=pipe, text=True, check=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
