"""Measure under load: the preset `io`, and the analytics platform, as it is and up to its limit.

PostgreSQL and Redis come from wheels, or are those of DATABASE_URL and REDIS_URL, which are filled anew.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from unflask.bench.rounds import Settings
from unflask.cli import bench_variants as chosen
from unflask.model.bench import Bench, Load, Profile, Variant
from unflask.model.scratch import scratch

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
PLATFORM, BY_HAND = EXAMPLES / "analytics", EXAMPLES / "analytics-by-hand"
EVENTS = 20_000
FINDINGS = 1
UNFLASK = [sys.executable, "-c", "from unflask.cli.main import run; run()"]


@dataclass(frozen=True)
class Effort:
    """How long each of the three is measured."""

    io: Load
    mix: Load
    limit: Load
    rounds: int


LONG = Effort(Load(100, 20), Load(20, 15), Load(50, 10, warm_up=2, rate=20), 3)
QUICK = Effort(Load(100, 5, 2), Load(20, 5, 2), Load(50, 4, warm_up=1, rate=40), 1)


def measured(effort: Effort) -> Iterator[Bench]:
    """Yield the preset `io`, the platform under its mix, and its limit."""

    def settings(load: Load) -> Settings:
        return chosen.settings(load, effort.rounds, 1, 0, "127.0.0.1:0")

    yield chosen.io(settings(effort.io), tell)
    with platform() as (variants, mix):
        yield chosen.bench(variants, mix, settings(effort.mix), tell)
        yield chosen.saturate(variants, mix, settings(effort.limit), tell)


def tell(now: str, _done: int, _of: int) -> None:
    """Say what is measured just now."""
    print(now, file=sys.stderr, flush=True)


@contextlib.contextmanager
def platform() -> Iterator[tuple[list[Variant], Profile]]:
    """Start what the platform needs and fill its database; yields the variants, and their load.

    The load is that of its ten busiest routes, which is what was written by hand too.
    """
    with scratch() as folder, partner() as url, servers(folder / "instance") as places:
        env = {**places, "ENRICHMENT_URL": url}
        flask = [sys.executable, "-m", "flask", "--app", "analytics"]
        run([*flask, "db", "upgrade"], env)
        run([*flask, "seed", "--events", str(EVENTS)], env)
        source = folder / "source"
        shutil.copytree(PLATFORM, source, ignore=shutil.ignore_patterns("instance"))
        out = folder / "migrated"
        run([*UNFLASK, "migrate", str(source), "--app", "analytics", "--out", str(out)], env)
        mix = folder / "the ten busiest.toml"
        busiest = (PLATFORM / "profile.toml").read_text(encoding="utf-8")
        mix.write_text(busiest.partition("# Rarer ones")[0], encoding="utf-8")
        variants = chosen.variants(
            source,
            "analytics:create_app",
            ["sync", "gthread", "gevent"],
            [out],
            [f"by hand={BY_HAND}:analytics_fast.main:app"],
            workers=4,
            threads=25,
            python=None,
            env=env,
        )
        yield variants, chosen.profile(None, mix, [])


@contextlib.contextmanager
def servers(folder: Path) -> Iterator[dict[str, str]]:
    """Run PostgreSQL and Redis in a folder, unless both are given."""
    names = ("DATABASE_URL", "REDIS_URL")
    if all(os.environ.get(name) for name in names):
        yield {name: os.environ[name] for name in names}
        return
    with started([sys.executable, str(PLATFORM / "analytics" / "embedded.py"), str(folder)]) as out:
        lines = [out.readline().strip().partition("=") for _ in names]
        yield {name: value for name, _, value in lines}


@contextlib.contextmanager
def partner() -> Iterator[str]:
    """Run the third party that the platform asks, on a free port."""
    with started([sys.executable, str(PLATFORM / "upstream.py")], UPSTREAM_PORT="0") as out:
        yield out.readline().split()[-1]


@contextlib.contextmanager
def started(command: list[str], **env: str) -> Iterator[Any]:
    """Run a program while the body does; yields what it prints."""
    process = subprocess.Popen(
        command, env={**os.environ, **env}, stdout=subprocess.PIPE, text=True
    )
    try:
        yield process.stdout
    finally:
        process.terminate()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def run(command: list[str], env: dict[str, str]) -> None:
    """Run a program of the platform; ends with its words where it fails, a finding is none."""
    done = subprocess.run(
        command,
        cwd=PLATFORM,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode > FINDINGS:
        raise SystemExit(done.stderr or done.stdout)
