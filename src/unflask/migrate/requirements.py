"""The distributions that the result needs, in the project's own requirement files."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterable

# With several workers, uvicorn on asyncio's own loop leaves Nagle's algorithm on: small answers come 40 ms late.
# The extra brings uvloop, which turns it off.
_SERVER = "uvicorn[standard]"
_DISTRIBUTIONS = {
    "a2wsgi": "a2wsgi",
    "alembic": "alembic",
    "click": "click",
    "fastapi": "fastapi",
    "flask_sqlalchemy": "flask-sqlalchemy",
    "httpx": "httpx",
    "itsdangerous": "itsdangerous",
    "jinja2": "jinja2",
    "markupsafe": "markupsafe",
    "multipart": "python-multipart",
    "pydantic": "pydantic",
    "python_multipart": "python-multipart",
    "sqlalchemy": "sqlalchemy",
    "uvicorn": _SERVER,
    "werkzeug": "werkzeug",
}
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LINE = re.compile(r"^(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*(?:[=<>~!;@ #].*)?$")


def needed(sources: Iterable[str]) -> list[str]:
    """Return the distributions that the given sources import, and a server, sorted."""
    found = {"fastapi", _SERVER}
    for source in sources:
        for node in ast.walk(ast.parse(source)):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level and node.module:
                names = [node.module]
            tops = {n.split(".")[0] for n in names}
            found |= {_DISTRIBUTIONS[t] for t in tops if t in _DISTRIBUTIONS}
    return sorted(found)


def updated(
    files: dict[str, bytes],
    wanted: list[str],
    *,
    keep_flask: bool,
    drop: frozenset[str] = frozenset(),
    retired: frozenset[str] = frozenset(),
) -> dict[str, str]:
    """Return the requirement files that change: Flask goes, what is needed comes in its place.

    Where a project has none, it gets a `requirements.txt`. `drop` names distributions that go
    with Flask, `retired` those that go in any case.
    """
    flask = drop | {"flask"}
    gone = (frozenset() if keep_flask else flask) | retired
    found: dict[str, str] = {}
    seen = False
    for path, content in files.items():
        name = path.rpartition("/")[2]
        if re.fullmatch(r"requirements.*\.(txt|in)", name) or (
            "/" in path
            and path.rpartition("/")[0].endswith("requirements")
            and name.endswith(".txt")
        ):
            text = content.decode(errors="replace")
            new = _text_file(text, wanted, gone, retired, flask)
            seen = seen or _mentions(text, flask)
        elif name == "pyproject.toml" and "/" not in path:
            text = content.decode(errors="replace")
            new = _pyproject(text, wanted, gone, flask)
            seen = seen or new != text
            new = _without(new, retired)
        else:
            continue
        if new != text:
            found[path] = new
    if not seen:
        every = [*wanted, *sorted(flask)] if keep_flask else wanted
        found["requirements.txt"] = files.get("requirements.txt", b"").decode() + "".join(
            f"{w}\n" for w in every
        )
    return found


def _mentions(text: str, names: frozenset[str]) -> bool:
    return any(_key(line) in names for line in text.splitlines())


def _key(line: str) -> str:
    match = _LINE.match(line.strip())
    return normalised(match["name"]) if match else ""


def normalised(name: str) -> str:
    """Return the name of a distribution as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _text_file(
    text: str,
    wanted: list[str],
    gone: frozenset[str],
    retired: frozenset[str],
    flask: frozenset[str],
) -> str:
    """Change a file where it names Flask: other files list other things, and only lose what is retired."""
    rows = text.splitlines(keepends=True)
    first = _first(rows, flask)
    if first is None:
        return "".join(row for row in rows if _key(row) not in retired)
    present = {_key(row) for row in rows}
    lines: list[str] = []
    for row in rows:
        if row is first:
            lines += [f"{w}\n" for w in wanted if _key(w) not in present]
        if _key(row) not in gone:
            lines.append(row)
    return "".join(lines)


def _first(rows: list[str], flask: frozenset[str]) -> str | None:
    """Return the row that names Flask, or else the first that names one of its extensions."""
    named = [row for row in rows if _key(row) in flask]
    return next((row for row in named if _key(row) == "flask"), named[0] if named else None)


def _pyproject(text: str, wanted: list[str], gone: frozenset[str], flask: frozenset[str]) -> str:
    try:
        listed = tomllib.loads(text).get("project", {}).get("dependencies", [])
    except tomllib.TOMLDecodeError:
        return text
    items = [str(item) for item in listed]
    names = [_key(item) for item in items]
    named = _first(items, flask)
    if named is None:
        return text
    keep = [] if _key(named) in gone else [named]
    text = _replaced(text, named, [*(w for w in wanted if _key(w) not in names), *keep])
    for item, name in zip(items, names, strict=True):
        if name in gone and item != named:
            text = _without_item(text, re.escape(item))
    return text


def _replaced(text: str, named: str, shown: list[str]) -> str:
    """Put other items in the place of one in a list of a pyproject.toml, in rows if it has one."""
    for quote in ('"', "'"):
        old = f"{quote}{named}{quote}"
        at = text.find(old)
        if at >= 0:
            indent = text[text.rfind("\n", 0, at) + 1 : at]
            joint = ", " if indent.strip() else f",\n{indent}"
            new = joint.join(f"{quote}{s}{quote}" for s in shown)
            return text[:at] + new + text[at + len(old) :]
    return text


def _without_item(text: str, pattern: str) -> str:
    item = rf"""["']{pattern}["']"""
    text = re.sub(rf"(?mi)^[ \t]*{item},?[ \t]*(#[^\n]*)?\n", "", text)
    return re.sub(rf"(?i){item},[ \t]*|,[ \t]*{item}", "", text)


def _without(text: str, retired: frozenset[str]) -> str:
    """Take distributions out of the lists of a pyproject.toml."""
    for name in retired:
        spelled = re.escape(name).replace(r"\-", "[-_.]+")
        text = _without_item(text, rf"""{spelled}(?:\[[^\]]*\])?\s*(?:[=<>~!;@][^"'\n]*)?""")
    return text
