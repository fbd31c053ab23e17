"""The files that start applications, and where commands stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from unflask.migrate.servers.words import Word, array, inner_shell, split

Kind = Literal["procfile", "dockerfile", "compose", "makefile", "shell"]

_NAMES: tuple[tuple[str, Kind], ...] = (
    (r"Procfile(\.\w+)?", "procfile"),
    (r"(Dockerfile|Containerfile)(\.[\w-]+)?|[\w.-]+\.[Dd]ockerfile", "dockerfile"),
    (r"(docker-)?compose([.-][\w.-]+)?\.ya?ml", "compose"),
    (r"(GNUm|M|m)akefile|[\w.-]+\.mk", "makefile"),
    (r".+\.(sh|bash)", "shell"),
)
_SHEBANG = re.compile(rb"#!\s*(/usr)?/bin/(env\s+)?(ba|da|a)?sh\b")
_LINE = r"(?:[^\n\\]|\\.|\\\r?\n)*"
_PLACES = {
    "procfile": re.compile(rf"^[ \t]*[\w-]+:[ \t]*(?P<text>{_LINE})", re.MULTILINE),
    "dockerfile": re.compile(
        rf"^[ \t]*(?:CMD|ENTRYPOINT|RUN)[ \t]+(?P<text>{_LINE})", re.MULTILINE | re.IGNORECASE
    ),
    "compose": re.compile(
        r"^(?P<indent>[ \t]*)(?:command|entrypoint):[ \t]*(?P<text>\S[^\n]*(?:\n(?P=indent)[ \t]+[^\n]+)*)",
        re.MULTILINE,
    ),
    "makefile": re.compile(rf"^\t[@+-]*(?P<text>{_LINE})", re.MULTILINE),
}
_SEQUENCE = re.compile(
    r"^(?P<indent>[ \t]*)(?:command|entrypoint):[ \t]*\n"
    r"(?P<items>(?P=indent)[ \t]*- [^\n]+(?:\n(?P=indent)[ \t]*- [^\n]+)*)",
    re.MULTILINE,
)
_ITEM = re.compile(
    r"""[ \t]*-[ \t]+(?:(?P<plain>[^\s'"#&*!|>%@`{\[][^'"#]*?)|["'](?P<quoted>[^'"\\]*)["'])[ \t]*"""
)


@dataclass(frozen=True)
class Place:
    """One command of a file: its words, and whether it is written as a list.

    `item` is what each item of a list over several lines begins with.
    """

    words: tuple[Word, ...]
    listed: bool = False
    item: str = ""


def kind_of(path: str, content: bytes) -> Kind | None:
    """Return what kind of file that starts applications a file is, if any."""
    name = path.rpartition("/")[2]
    for pattern, kind in _NAMES:
        if re.fullmatch(pattern, name):
            return kind
    return "shell" if "." not in name and _SHEBANG.match(content) else None


def places(kind: Kind, text: str) -> Iterator[Place]:
    """Yield every command in a file, those that a shell is given with `-c` too."""
    if kind == "shell":
        yield from _shell(text, 0, len(text))
        return
    if kind == "compose":
        yield from _sequences(text)
    for match in _PLACES[kind].finditer(text):
        start, end = match.span("text")
        if kind == "compose":
            yield from _compose(text, start, end)
        elif text[start] == "[" if start < end else False:
            yield from _listed(text, start, end)
        else:
            yield from _shell(text, start, end)


def _compose(text: str, start: int, end: int) -> Iterator[Place]:
    if text[start] == "[":
        yield from _listed(text, start, end)
    elif text[start] in ">|":
        first = text.find("\n", start, end)
        if first > 0:
            yield from _shell(text, first, end, folded=text[start] == ">")
    elif text[start] in "'\"":
        close = text.find(text[start], start + 1, end)
        if close > 0:
            yield from _shell(text, start + 1, close)
    else:
        yield from _shell(text, start, end, folded=True)


def _sequences(text: str) -> Iterator[Place]:
    """Yield the commands that are lists with an item on each line."""
    for match in _SEQUENCE.finditer(text):
        start, end = match.span("items")
        rows = match["items"].split("\n")
        values = [_ITEM.fullmatch(row) for row in rows]
        if all(values):
            given = [v["plain"] or v["quoted"] for v in values if v is not None]
            words = [Word(value, start, end, spaced=" " in value) for value in given]
            yield Place(tuple(words), listed=True, item=rows[0][: rows[0].index("-")] + "- ")


def _listed(text: str, start: int, end: int) -> Iterator[Place]:
    close = text.rfind("]", start, end) + 1
    words = array(text, start, close)
    if words is not None:
        yield Place(tuple(words), listed=True)


def _shell(text: str, start: int, end: int, *, folded: bool = False) -> Iterator[Place]:
    for command in split(text, start, end, folded=folded):
        inner = inner_shell(command, text) if command else None
        if inner is not None:
            yield from _shell(text, *inner, folded=folded)
        elif command:
            yield Place(tuple(command))
