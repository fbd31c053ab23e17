"""Options of Gunicorn and `flask run` in the words of Uvicorn."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

VALUE = re.compile(
    r"(?:[\w./:@,+=\[\]-]|\$\$?\w+|\$\$?\{\w+(?::-[\w./:-]*)?\}|\$\([A-Za-z_]\w*\))+"
)
"""What may stand in a command without quotes and means the same there."""

_NUMBER = re.compile(r"\d+")
_PORT = r"\d+|\$\$?\w+|\$\$?\{\w+(?::-\d+)?\}|\$\(\w+\)"
_ADDRESS = re.compile(
    rf"(?P<host>\[[\w:.]+\]|[\w.-]*|\$\$?\w+|\$\$?\{{\w+\}})(?::(?P<port>{_PORT}))?"
)
_LOCAL = {"", "127.0.0.1", "localhost", "::1"}

_SHORT = {
    "b": "bind", "w": "workers", "k": "worker-class", "t": "timeout", "c": "config", "n": "name",
    "p": "pid", "u": "user", "g": "group", "m": "umask", "e": "env", "D": "daemon", "R": "reuse",
}  # fmt: skip
_SWITCHES = {
    "preload", "reload", "daemon", "capture-output", "enable-stdio-inheritance", "check-config",
    "print-config", "no-sendfile", "proxy-protocol", "spew", "reuse-port", "strip-header-spaces",
}  # fmt: skip
_ALIASES = {
    "preload-app": "preload", "loglevel": "log-level", "accesslog": "access-logfile",
    "errorlog": "error-logfile", "log-file": "error-logfile", "keepalive": "keep-alive",
    "access-log-format": "access-logformat", "pidfile": "pid", "proc-name": "name",
    "max-requests": "max-requests", "raw-env": "env", "ca-certs": "ca-certs",
}  # fmt: skip
_NOTHING_TO_SAY = {
    "name", "worker-tmp-dir", "worker-connections", "capture-output", "enable-stdio-inheritance",
    "config", "threads", "worker-class", "no-sendfile",
}  # fmt: skip
_PLAIN = {
    "backlog": "--backlog", "keep-alive": "--timeout-keep-alive",
    "graceful-timeout": "--timeout-graceful-shutdown", "certfile": "--ssl-certfile",
    "keyfile": "--ssl-keyfile", "ca-certs": "--ssl-ca-certs", "pythonpath": "--app-dir",
    "max-requests-jitter": "--limit-max-requests-jitter",
}  # fmt: skip
_GRACE = "30"
"""Seconds that Gunicorn gives running requests at its end; Uvicorn waits for ever unless told."""


class Untranslatable(Exception):
    """A command that has to stay as it is; the text says why, as the rest of a sentence."""


@dataclass(frozen=True)
class Command:
    """A command for Uvicorn: its options, each with its value, and what it does without.

    `variables` are set for it alone. `threads` is how many requests the old server worked on at the same time in blocking code, in one
    worker and in all of them; None where that is only known when it starts.
    """

    options: tuple[tuple[str, ...], ...]
    dropped: tuple[str, ...] = ()
    threads: tuple[int, int | None] | None = None
    variables: tuple[str, ...] = ()


@dataclass(frozen=True)
class Given:
    """The options that a command is given, by their long names, and what it is to serve."""

    settings: dict[str, str] = field(default_factory=dict)
    target: str | None = None


def setting_name(name: str) -> str:
    """Return one name for each option, however a command or a file of settings spells it."""
    name = name.replace("_", "-")
    return _ALIASES.get(name, name)


def read_gunicorn(words: list[str]) -> Given:
    """Read the arguments of `gunicorn`; raises Untranslatable."""
    settings: dict[str, str] = {}
    target = None
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if not word.startswith("-") or word == "-":
            if target is not None:
                raise Untranslatable("it names more than one application")
            target = word
            continue
        name, glued = _option(word)
        if name in _SWITCHES:
            value = "true"
        elif glued is not None:
            value = glued
        elif rest:
            value = rest.pop(0)
        else:
            raise Untranslatable(f"`{word}` has no value")
        if name in settings and name != "log-level":
            raise Untranslatable(f"`--{name}` is given more than once")
        settings[name] = value
    return Given(settings, target)


def _option(word: str) -> tuple[str, str | None]:
    if word.startswith("--"):
        name, equals, value = word[2:].partition("=")
        return setting_name(name), value if equals else None
    if word[1] not in _SHORT:
        raise Untranslatable(f"`{word}` is no option that is known")
    return _SHORT[word[1]], word[2:].removeprefix("=") or None


def gunicorn(settings: dict[str, str], *, port_is_given: bool, proxied: bool) -> Command:
    """Translate Gunicorn's settings; raises Untranslatable.

    `port_is_given` says that the variable PORT is always set, `proxied` that the application itself
    takes the scheme from its proxy.
    """
    for name, value in settings.items():
        if not VALUE.fullmatch(value):
            raise Untranslatable(f"the value of `--{name}` is computed or quoted")
    threads = _threads(settings)
    found: list[tuple[str, ...]] = []
    found += _address(settings.get("bind"), port_is_given=port_is_given, proxied=proxied)
    dropped: list[str] = []
    translated = dict(settings)
    translated.pop("bind", None)
    translated.setdefault("graceful-timeout", _GRACE)
    for name in sorted(translated, key=_order):
        value = translated[name]
        if name in _PLAIN:
            found.append((_PLAIN[name], value))
        elif name in _SPECIAL:
            found += _SPECIAL[name](value, settings, dropped)
        elif name not in _NOTHING_TO_SAY:
            raise Untranslatable(f"`--{name}` has no counterpart in Uvicorn")
    return Command(tuple(found), tuple(dropped), threads)


def _order(name: str) -> tuple[int, str]:
    first = ("workers", "max-requests", "max-requests-jitter")
    return (first.index(name) if name in first else len(first), name)


def _threads(settings: dict[str, str]) -> tuple[int, int | None]:
    kind = settings.get("worker-class", "sync")
    if "$" in kind:
        raise Untranslatable("the class of the workers is only known when the server starts")
    if kind not in ("sync", "gthread"):
        raise Untranslatable(
            f"workers of the class `{kind}` switch between requests where they wait"
        )
    each = settings.get("threads", "1")
    workers = settings.get("workers", "")
    if not _NUMBER.fullmatch(each):
        raise Untranslatable("the number of threads is only known when the server starts")
    return int(each), int(each) * int(workers) if _NUMBER.fullmatch(workers) else None


def _address(bind: str | None, *, port_is_given: bool, proxied: bool) -> list[tuple[str, ...]]:
    if bind is None:
        if port_is_given:
            return [("--host", "0.0.0.0"), ("--port", "$PORT")]  # noqa: S104 - as Gunicorn does
        raise Untranslatable("without `--bind` the address depends on the variable PORT")
    if bind.startswith("unix:"):
        _scheme(proxied=proxied)
        return [("--uds", bind.removeprefix("unix:").removeprefix("//"))]
    match = _ADDRESS.fullmatch(bind)
    if match is None:
        raise Untranslatable(f"the address `{bind}` cannot be read")
    host = match["host"].strip("[]")
    if host and host in _LOCAL:
        _scheme(proxied=proxied)
    named: list[tuple[str, ...]] = [("--host", host or "0.0.0.0")]  # noqa: S104 - as Gunicorn does
    return [*named, ("--port", match["port"])] if match["port"] else named


def _scheme(*, proxied: bool) -> None:
    if not proxied:
        raise Untranslatable(
            "Gunicorn takes https from the X-Forwarded-Proto of a proxy on the same machine; "
            "let the application do so with ProxyFix(x_proto=1)"
        )


Special = Callable[[str, dict[str, str], list[str]], list[tuple[str, ...]]]


def _workers(value: str, settings: dict[str, str], _dropped: list[str]) -> list[tuple[str, ...]]:
    if "reload" in settings:
        raise Untranslatable("Uvicorn reloads only with a single worker")
    return [("--workers", value)]


def _timeout(value: str, settings: dict[str, str], dropped: list[str]) -> list[tuple[str, ...]]:
    if value == "0":
        return []
    if int(settings.get("threads", "1")) == 1 and settings.get("worker-class") != "gthread":
        dropped.append(
            f"`--timeout {value}` ended requests that took longer; Uvicorn only replaces workers "
            "that no longer respond"
        )
    return [("--timeout-worker-healthcheck", value)]


def _preload(value: str, _settings: dict[str, str], dropped: list[str]) -> list[tuple[str, ...]]:
    if value == "true":
        dropped.append("`--preload`: each worker imports the application by itself")
    return []


def _reload(value: str, _settings: dict[str, str], _dropped: list[str]) -> list[tuple[str, ...]]:
    return [("--reload",)] if value == "true" else []


def _max_requests(
    value: str, settings: dict[str, str], _dropped: list[str]
) -> list[tuple[str, ...]]:
    if value == "0":
        return []
    if not _NUMBER.fullmatch(settings.get("workers", "")) or int(settings["workers"]) < 2:
        raise Untranslatable("Uvicorn starts a worker again only where it has several")
    return [("--limit-max-requests", value)]


def _log_level(value: str, _settings: dict[str, str], _dropped: list[str]) -> list[tuple[str, ...]]:
    return [("--log-level", value.lower())] if value.lower() != "info" else []


def _log_file(value: str, _settings: dict[str, str], _dropped: list[str]) -> list[tuple[str, ...]]:
    if value not in ("-", "/dev/stdout", "/dev/stderr"):
        raise Untranslatable(
            "Uvicorn writes its log to a file only with a configuration of logging"
        )
    return []


_SPECIAL: dict[str, Special] = {
    "workers": _workers,
    "timeout": _timeout,
    "preload": _preload,
    "reload": _reload,
    "max-requests": _max_requests,
    "log-level": _log_level,
    "access-logfile": _log_file,
    "error-logfile": _log_file,
}


def flask_run(words: list[str], environment: dict[str, str]) -> Given:
    """Read the arguments of `flask`, with the variables that stand beside it; raises Untranslatable."""
    settings: dict[str, str] = {"port": environment.get("FLASK_RUN_PORT", "5000")}
    if "FLASK_RUN_HOST" in environment:
        settings["host"] = environment["FLASK_RUN_HOST"]
    if environment.get("FLASK_DEBUG", "0").lower() not in ("0", "false", "no"):
        settings["reload"] = "true"
    target = environment.get("FLASK_APP")
    rest = list(words)
    running = False
    while rest:
        name, equals, glued = rest.pop(0).partition("=")
        if name == "run" and not running:
            running = True
        elif name in _FLASK_SWITCHES:
            settings |= _FLASK_SWITCHES[name]
        elif name in _FLASK and (equals or rest):
            value = glued if equals else rest.pop(0)
            target, settings = _flask_option(_FLASK[name], value, target, settings)
        elif not running and not name.startswith("-"):
            raise Untranslatable(f"`flask {name}` is a command of Flask's own tool")
        else:
            raise Untranslatable(f"`{name}` of `flask run` has no counterpart in Uvicorn")
    if not running:
        raise Untranslatable("what `flask` is to do stands elsewhere")
    if "--no-reload" in words:
        settings.pop("reload", None)
    return Given(settings, target)


_FLASK_SWITCHES: dict[str, dict[str, str]] = {
    "--debug": {"debug": "true", "reload": "true"},
    "--reload": {"reload": "true"},
    **{name: {} for name in ("--with-threads", "--no-debugger", "--no-reload", "--no-debug")},
}
_FLASK = {
    "--app": "app", "-A": "app", "--host": "host", "-h": "host", "--port": "port", "-p": "port",
}  # fmt: skip


def _flask_option(
    name: str, value: str, target: str | None, settings: dict[str, str]
) -> tuple[str | None, dict[str, str]]:
    return (value, settings) if name == "app" else (target, settings | {name: value})


def development(settings: dict[str, str]) -> Command:
    """Translate the settings of `flask run`; raises Untranslatable."""
    for name, value in settings.items():
        if not VALUE.fullmatch(value):
            raise Untranslatable(f"the value of `--{name}` is computed or quoted")
    found: list[tuple[str, ...]] = [
        (f"--{name}", settings[name]) for name in ("host", "port") if name in settings
    ]
    options = (*found, *([("--reload",)] if "reload" in settings else []))
    return Command(options, variables=("FLASK_DEBUG=1",) if "debug" in settings else ())
