"""The words of shell commands, with the place of each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPERATORS = ";&|<>()\n"
_VARIABLE = re.compile(r"\$\$?(\w+|\{[^{}]*\}|\([A-Za-z_]\w*\))")
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")
_RUNNERS = {"poetry", "pipenv", "uv", "pdm", "hatch", "rye"}
_SHELLS = {"sh", "bash", "ash", "dash"}


@dataclass(frozen=True)
class Word:
    """One word of a command: what it stands for and where it is in its text.

    `value` is without quotes; `literal` says that the quotes keep a shell from reading variables in it.
    """

    value: str
    start: int
    end: int
    literal: bool = False
    spaced: bool = False


def split(text: str, start: int, end: int, *, folded: bool = False) -> Iterator[list[Word]]:
    """Yield the simple commands of a piece of shell; `folded` says that line ends are mere spaces."""
    command: list[Word] = []
    at = start
    while at < end:
        skipped = _space(text, at, end, folded=folded)
        if skipped > at:
            at = skipped
        elif text[at] in _OPERATORS:
            yield command
            command, at = [], at + 1
        elif text[at] == "#":
            while at < end and text[at] != "\n":
                at += 1
        else:
            word = _word(text, at, end)
            command.append(word)
            at = word.end
    yield command


def _space(text: str, at: int, end: int, *, folded: bool) -> int:
    if text.startswith("\\\n", at):
        return at + 2
    if text.startswith("\\\r\n", at):
        return at + 3
    return at + 1 if at < end and (text[at] in " \t\r" or (folded and text[at] == "\n")) else at


def _word(text: str, start: int, end: int) -> Word:
    value, literal, spaced, at = "", False, False, start
    while at < end and text[at] not in " \t\r" + _OPERATORS:
        here = text[at]
        variable = _VARIABLE.match(text, at, end)
        if variable:
            value, at = value + variable[0], variable.end()
        elif here in "'\"":
            close = text.find(here, at + 1, end)
            close = end if close < 0 else close
            inner = text[at + 1 : close]
            literal = literal or (here == "'" and "$" in inner) or "\\" in inner
            spaced = spaced or any(c in inner for c in " \t\n")
            value, at = value + inner, close + 1
        elif here == "\\":
            if text.startswith(("\\\n", "\\\r\n"), at):
                break
            literal, value, at = True, value + text[at + 1 : at + 2], at + 2
        else:
            value, at = value + here, at + 1
    return Word(value, start, max(at, start + 1), literal, spaced)


def array(text: str, start: int, end: int) -> list[Word] | None:
    """Return the words of a list as JSON writes it, or None where it is none."""
    try:
        listed = json.loads(text[start:end])
    except ValueError:
        return None
    if not isinstance(listed, list) or not all(isinstance(item, str) for item in listed):
        return None
    return [Word(item, start, end, spaced=" " in item) for item in listed]


def program(command: list[Word]) -> int:
    """Return at which word of a command its program stands: after what merely starts it."""
    at = 0
    while at < len(command):
        name, rest = command[at].value, [w.value for w in command[at + 1 : at + 3]]
        if _ASSIGNMENT.match(name) or name in ("exec", "then", "do", "else", "sudo"):
            at += 1
        elif name in _RUNNERS and rest[:1] == ["run"]:
            at += 3 if rest[1:] == ["--"] else 2
        elif re.fullmatch(r"(.*/)?python[\d.]*", name) and rest[:1] == ["-m"]:
            at += 2
        else:
            break
    return at


def inner_shell(command: list[Word], text: str) -> tuple[int, int] | None:
    """Return where the command that a shell is given with `-c` lies, if it is one plain quoted word."""
    at = program(command)
    names = [w.value for w in command[at : at + 2]]
    if len(names) < 2 or names[0].rpartition("/")[2] not in _SHELLS or len(command) < at + 3:
        return None
    if not re.fullmatch(r"-[a-z]*c", names[1]):
        return None
    word = command[at + 2]
    quote = text[word.start]
    plain = quote in "'\"" and text.find(quote, word.start + 1) == word.end - 1
    return (word.start + 1, word.end - 1) if plain else None
