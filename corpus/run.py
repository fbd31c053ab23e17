"""What `make corpus` runs: fetch real applications, measure each, write docs/corpus.md.

`python corpus/run.py httpbin fava` does some of them and only prints. Ends with 1 where something is wrong.
"""

from __future__ import annotations

import subprocess
import sys

from apps import ROOT, CorpusApp, read_apps
from fetch import FetchError, fetch, install, services
from measure import Measured, environment, measure
from page import page
from parts import measure_parts

PAGE = ROOT / "docs" / "corpus.md"


def main(names: list[str]) -> int:
    """Measure the named applications, or all of them."""
    rows = [one(app) for app in read_apps(names)]
    text = page(rows)
    print(text)
    if not names:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(text, encoding="utf-8")
    return 1 if any(row.problems for row in rows) else 0


def one(app: CorpusApp) -> Measured:
    """Fetch, install and measure one application; what fails is a problem of its row."""
    try:
        _tell(f"{app.name}: fetching {app.distribution}")
        fetch(app)
        install(app)
        _tell(f"{app.name}: measuring")
        with services(app) as env:
            run = measure_parts if app.each else measure
            return run(app, environment(app, env))
    except (FetchError, RuntimeError, ValueError, OSError, subprocess.SubprocessError) as error:
        said = f"{type(error).__name__}: {error}".replace(f"{ROOT}/", "")
        return Measured(app).but(said)


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
