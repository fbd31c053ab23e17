"""Translate what starts the application, in all files of a project that are known to do so."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field

from unflask.facts.wsgi import Wrapped, wrapped
from unflask.migrate.servers.codes import COMMAND, SETTING, UNREAD, Note
from unflask.migrate.servers.options import (
    Command,
    Untranslatable,
    development,
    flask_run,
    gunicorn,
    read_gunicorn,
)
from unflask.migrate.servers.places import Kind, Place, kind_of, places
from unflask.migrate.servers.settings import UntranslatableAt, read_settings
from unflask.migrate.servers.targets import served
from unflask.migrate.servers.words import program
from unflask.model.app import App

_CONFIG = "gunicorn.conf.py"
_ENV = re.compile(
    r"""(?:\bENV\s+|\bexport\s+|^[ \t]*-?[ \t]*|^|\s)(FLASK_\w+)(?:=|:[ \t]*|[ \t]+)["']?([\w.:()-]+)""",
    re.MULTILINE,
)
_ARGUMENTS = re.compile(r"\b(GUNICORN_CMD_ARGS|FORWARDED_ALLOW_IPS)\b")
_SERVER = re.compile(r"""(?<![\w./=-])gunicorn(?=["'\s,;&|]|$)""")
_COMMENT = re.compile(r"^[ \t]*#")
_CONTAINERS = ("dockerfile", "compose")
_ECHO = re.compile(r"^[\s@-]*(echo|printf)\b[^;&|]*$")
_INSTALLS = re.compile(r"\b(pip3?|apt-get|apt|apk|poetry|uv|pipenv)\b.*\b(install|add)\b")
_SHELL_COMMENT = re.compile(r"\s#.*$")
THREADS = 40
"""How many requests the result works on in blocking code, in each process, if nothing else is said."""


@dataclass(frozen=True)
class Serving:
    """The files that change, what to say of them, and what follows for the rest.

    `retired` says that no command needs Gunicorn any longer, `threads` is the size of the pool that fits
    the old server.
    """

    files: dict[str, str] = field(default_factory=dict)
    markers: tuple[Note, ...] = ()
    flags: tuple[Note, ...] = ()
    retired: bool = False
    threads: int = THREADS


@dataclass
class _Found:
    """What comes together over all files."""

    markers: list[Note] = field(default_factory=list)
    flags: list[Note] = field(default_factory=list)
    threads: list[int] = field(default_factory=list)
    gunicorn: int = 0
    configs: set[str] = field(default_factory=set)


def serving(app: App) -> Serving:
    """Translate the commands of all known files; what is unknown stays as it is."""
    found, files = _Found(), {}
    for path, content in app.project.files.items():
        kind = kind_of(path, content)
        if kind is None:
            continue
        try:
            text = content.decode()
        except UnicodeDecodeError:
            continue
        new = _translated(app, path, kind, text, found)
        _leftovers(path, new, found)
        if new != text:
            files[path] = new
    retired = bool(found.gunicorn) and not found.markers and not _needed(app)
    if retired:
        found.flags += [Note(UNREAD, path, 1, "") for path in sorted(found.configs)]
    threads = max(found.threads, default=THREADS)
    return Serving(files, tuple(found.markers), tuple(found.flags), retired, threads)


def _translated(app: App, path: str, kind: Kind, text: str, found: _Found) -> str:
    edits: list[tuple[int, int, str]] = []
    for place in places(kind, text):
        at = program(list(place.words))
        name = place.words[at].value.rpartition("/")[2] if at < len(place.words) else ""
        if name not in ("gunicorn", "flask"):
            continue
        line = text.count("\n", 0, place.words[at].start) + 1
        try:
            edits.append(_command(app, kind, text, place, at, found, Line(path, line)))
        except Untranslatable as error:
            _mark(found, Note(COMMAND, path, line, str(error)))
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _mark(found: _Found, note: Note) -> None:
    if note not in found.markers:
        found.markers.append(note)


@dataclass(frozen=True)
class Line:
    """One line of a file."""

    path: str
    line: int


def _command(
    app: App, kind: Kind, text: str, place: Place, at: int, found: _Found, line: Line
) -> tuple[int, int, str]:
    words = place.words[at:]
    arguments = [w.value for w in words[1:]]
    if any(w.literal for w in words):
        raise Untranslatable("it is quoted in a way that is not understood")
    if kind == "dockerfile" and place.listed and any("$" in a for a in arguments):
        raise Untranslatable("a list does not replace variables; write it as a shell command")
    name = words[0].value.rpartition("/")[2]
    command, target = (_gunicorn if name == "gunicorn" else _flask)(
        app, kind, text, arguments, found
    )
    if place.listed and kind == "dockerfile" and any("$" in v for o in command.options for v in o):
        raise Untranslatable("a list does not replace the variables that its settings need")
    named = served(app, target)
    found.flags += [Note(SETTING, line.path, line.line, d) for d in command.dropped]
    if name == "gunicorn":
        found.gunicorn += 1
        found.threads.append(_pool(command))
    if command.variables and (place.listed or kind == "compose" or at):
        raise Untranslatable(f"set {command.variables[0]} beside it in place of `--debug`")
    runner = " ".join([*command.variables, words[0].value.removesuffix(name) + "uvicorn"])
    options = (("--no-proxy-headers",), *named, *command.options)
    return _written(text, place, at, runner, options)


def _pool(command: Command) -> int:
    """Return how many threads a process gets: the default, unless all workers had fewer or one had more.

    Uvicorn does not give requests to the workers that are free, so one alone may get them all.
    """
    assert command.threads is not None
    each, together = command.threads
    most = max(THREADS, each)
    return min(most, together) if together is not None else most


def _gunicorn(
    app: App, kind: Kind, _text: str, arguments: list[str], found: _Found
) -> tuple[Command, str | None]:
    for path, content in app.project.files.items():
        name = _ARGUMENTS.search(content.decode(errors="replace")) if _is_small(content) else None
        if name is not None and not path.endswith((".md", ".rst")):
            raise Untranslatable(f"{path} sets {name[1]}, which Gunicorn reads")
    given = read_gunicorn(arguments)
    config = _config_of(app, given.settings.get("config", ""))
    settings = given.settings
    target = given.target
    if config is not None:
        found.configs.add(config)
        listed = _settings(app, config, found)
        target = target or listed.pop("wsgi-app", None)
        settings |= {n: _variables(kind, v) for n, v in listed.items() if n not in settings}
    if target and ":" not in target:
        target += ":application"
    proxied = any(_reads_scheme(w) for w in app.fact(wrapped))
    return gunicorn(settings, port_is_given=kind == "procfile", proxied=proxied), target


def _settings(app: App, config: str, found: _Found) -> dict[str, str]:
    try:
        return read_settings(app.project.files[config].decode(errors="replace"))
    except UntranslatableAt as error:
        _mark(found, Note(COMMAND, config, error.line, str(error)))
        raise Untranslatable(f"it takes its settings from {config}") from None


def _variables(kind: Kind, value: str) -> str:
    """Write a value of the environment so that it is read where the command runs."""
    if kind == "compose" and "$" in value:
        raise Untranslatable("its settings name variables, which no shell reads here")
    return value.replace("$", "$$") if kind == "makefile" else value


def _reads_scheme(place: Wrapped) -> bool:
    """Tell whether `ProxyFix` takes the scheme from a proxy, which it does unless told otherwise."""
    given = place.numbers.get("x_proto")
    return place.hindrance is None and (given is None or ast.unparse(given) != "0")


def _is_small(content: bytes) -> bool:
    return len(content) < 100_000


def _config_of(app: App, given: str) -> str | None:
    """Return the path of the settings that a command takes; raises Untranslatable."""
    if not given:
        return _CONFIG if _CONFIG in app.project.files else None
    name = given.removeprefix("file:").removeprefix("./")
    if name in app.project.files:
        return name
    same = [p for p in app.project.files if name.endswith("/" + p)]
    if len(same) == 1:
        return same[0]
    raise Untranslatable(f"its settings `{given}` are not in the project")


def _flask(
    app: App, kind: Kind, text: str, arguments: list[str], _found: _Found
) -> tuple[Command, str | None]:
    environment = dict(_ENV.findall(text))
    for path, content in app.project.files.items():
        if _is_beside(path, content, kind):
            for name, value in _ENV.findall(content.decode(errors="replace")):
                if environment.setdefault(name, value) != value:
                    raise Untranslatable(f"{path} sets {name} to something else")
    given = flask_run(arguments, environment)
    return development(given.settings), given.target or app.target


def _is_beside(path: str, content: bytes, kind: Kind) -> bool:
    """Tell whether a file sets variables for the commands in files of a kind."""
    if path.rpartition("/")[2] in (".env", ".flaskenv"):
        return True
    return kind in _CONTAINERS and kind_of(path, content) in _CONTAINERS


def _written(
    text: str, place: Place, at: int, runner: str, options: tuple[tuple[str, ...], ...]
) -> tuple[int, int, str]:
    words = place.words
    if place.listed:
        items = [*(w.value for w in words[:at]), runner, *(v for o in options for v in o)]
        if place.item:
            rows = [place.item + (i if _PLAIN.fullmatch(i) else f'"{i}"') for i in items]
            return words[0].start, words[0].end, "\n".join(rows)
        shown = ", ".join('"' + i.replace("\\", "\\\\").replace('"', '\\"') + '"' for i in items)
        old = text[words[0].start : words[0].end]
        inside = f"[ {shown} ]" if old.startswith("[ ") else f"[{shown}]"
        return words[0].start, words[0].end, inside
    start, end = words[at].start, words[-1].end
    parts = [" ".join(option) for option in options]
    broken = re.search(r"[ \t]*\\?\r?\n[ \t]*", text[start:end])
    if broken is None:
        return start, end, " ".join([runner, *parts])
    fixed = sum(1 for o in options if not o[0].startswith("--") or o[0] in _WITH_TARGET)
    return start, end, broken[0].join([" ".join([runner, *parts[:fixed]]), *parts[fixed:]])


_PLAIN = re.compile(r"[\w./-]*[A-Za-z][\w./:-]*|--?[\w-]+")
"""What YAML reads as a text without quotes."""
_WITH_TARGET = ("--no-proxy-headers", "--factory")


def _leftovers(path: str, text: str, found: _Found) -> None:
    """Mark each line that still starts Gunicorn and could not be read."""
    known = {n.line for n in found.markers if n.path == path}
    for number, line in enumerate(text.splitlines(), 1):
        shown = _SHELL_COMMENT.sub("", line)
        if number in known or _COMMENT.match(line) or _INSTALLS.search(shown) or _ECHO.match(shown):
            continue
        if _SERVER.search(shown):
            _mark(
                found, Note(COMMAND, path, number, "it is written in a way that is not understood")
            )


def _needed(app: App) -> bool:
    """Tell whether anything that is not translated mentions Gunicorn."""
    for path, content in app.project.files.items():
        if path.endswith(".py"):
            if path.rpartition("/")[2] != _CONFIG and _imports_gunicorn(content):
                return True
        elif not _is_known(path, content) and b"gunicorn" in content:
            return True
    return False


def _is_known(path: str, content: bytes) -> bool:
    name = path.rpartition("/")[2]
    documents = name.endswith((".md", ".rst", ".txt", ".lock", ".in")) or name == "pyproject.toml"
    return documents or name == "Pipfile" or kind_of(path, content) is not None


def _imports_gunicorn(content: bytes) -> bool:
    try:
        tree = ast.parse(content)
    except (SyntaxError, ValueError):
        return b"gunicorn" in content
    for node in ast.walk(tree):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        if any(n.split(".")[0] == "gunicorn" for n in names):
            return True
    return False
