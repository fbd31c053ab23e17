"""`pip install flask gunicorn` in the files that start an application."""

from __future__ import annotations

import re
from collections.abc import Iterable

from unflask.migrate.requirements import normalised
from unflask.migrate.servers.places import kind_of, places
from unflask.migrate.servers.words import Word, program

_NAME = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)(\[[^\]]*\])?\s*([=<>~!].*)?")
_PIP = re.compile(r"pip[\d.]*")


def installed(
    files: dict[str, bytes | str],
    wanted: list[str],
    *,
    keep_flask: bool,
    retired: frozenset[str] = frozenset(),
) -> dict[str, str]:
    """Return the files that change so that they install what the result needs where they name Flask."""
    found = {}
    for path, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        kind = kind_of(path, data)
        text = data.decode(errors="replace") if kind is not None else ""
        if kind is None or "pip" not in text:
            continue
        edits: list[tuple[int, int, str]] = []
        for place in places(kind, text):
            if not place.listed:
                edits += _edits(place.words, wanted, keep_flask=keep_flask, retired=retired)
        for start, end, new in sorted(edits, reverse=True):
            text = text[:start] + new + text[end:]
        if edits:
            found[path] = text
    return found


def _edits(
    words: Iterable[Word], wanted: list[str], *, keep_flask: bool, retired: frozenset[str]
) -> list[tuple[int, int, str]]:
    command = list(words)
    rest = command[program(command) :]
    names = [w.value for w in rest]
    if len(names) < 2 or not _is_pip(names) or "install" not in names[:2]:
        return []
    present = {_distribution(n) for n in names}
    edits = []
    for word in rest:
        name = _distribution(word.value)
        if name == "flask":
            fresh = [_quoted(w) for w in wanted if _distribution(w) not in present]
            kept = ["flask"] if keep_flask else []
            edits.append((word.start, word.end, " ".join([*fresh, *kept])))
        elif name in retired:
            given = "flask" in present and "uvicorn[standard]" in wanted
            server = "" if given else _quoted("uvicorn[standard]")
            edits.append((word.start, word.end, server) if server else _gone(word))
    return edits


def _is_pip(names: list[str]) -> bool:
    return bool(_PIP.fullmatch(names[0].rpartition("/")[2]))


def _gone(word: Word) -> tuple[int, int, str]:
    return (word.start - 1, word.end, "")


def _distribution(word: str) -> str:
    match = _NAME.fullmatch(word)
    return normalised(match[1]) if match else ""


def _quoted(name: str) -> str:
    return f'"{name}"' if "[" in name else name
