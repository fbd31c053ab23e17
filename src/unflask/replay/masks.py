"""Noise: what differs between two runs of the original itself."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from unflask.model.exchange import Difference
from unflask.replay.jsondiff import ABSENT

# What is signed ends in a signature of 27 or more letters, which may have hyphens here and there.
_SIGNED = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[\w-]{27,}")
_TOKEN = re.compile(rf"{_SIGNED.pattern}|\w+|\W")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_MOST_TOKENS = 3000
_MOST_GAPS = 100
_NEVER = {"status", "error", "header:content-type"}

_KINDS = (
    ("RFC 822 date", re.compile(r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} [\d:]{8} \S+")),
    ("ISO date", re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?")),
    ("integer", re.compile(r"-?\d+")),
    ("number", re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")),
    ("UUID", re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")),
    ("word", re.compile(r"[\w+/=.~:-]+")),
)


@dataclass(frozen=True)
class Mask:
    """The noise of one exchange: the values seen per aspect and place, and a pattern of the text.

    `lengths` are those of a body that is noise from end to end.
    """

    seen: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    text: re.Pattern[str] | None = None
    lengths: frozenset[int] = frozenset()

    def hides(self, aspect: str, where: str, got: str) -> bool:
        """Whether a difference is noise: its place is, and the kind of value is one that was seen."""
        if aspect in _NEVER:
            return False
        values = self.seen.get((aspect, where))
        if values is None:
            return self._beside_or_below(aspect, where)
        return kind(got) in {kind(value) for value in values}

    def fits_body(self, body: bytes) -> bool:
        """Whether a body differs from the original's only where that differs from itself."""
        if len(body) in self.lengths:
            return True
        text = body.decode("latin-1")
        return self.text is not None and self.text.fullmatch(text) is not None

    def _beside_or_below(self, aspect: str, where: str) -> bool:
        # Keys or members that come and go in the original take all that hangs on them along.
        parents = {where[:at] for at, letter in enumerate(where) if letter in ".["}
        return any(
            (aspect, f"{parent}.*") in self.seen
            or self._vanishes(aspect, parent)
            or ((aspect, f"{parent}.length") in self.seen and where[len(parent)] == "[")
            for parent in parents
        )

    def _vanishes(self, aspect: str, place: str) -> bool:
        return ABSENT in self.seen.get((aspect, place), ())


NO_MASK = Mask()


def learn(differences: Iterable[Difference], bodies: tuple[bytes, bytes] | None = None) -> Mask:
    """The mask from the differences between two runs of the original, and its two bodies."""
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for difference in differences:
        if difference.aspect not in _NEVER:
            place = (difference.aspect, difference.where)
            seen[place] = (difference.expected, difference.got)
    for aspect, parent in _random_keys(seen):
        seen[aspect, f"{parent}.*"] = (ABSENT, ABSENT)
    if bodies is None or ("body", "") not in seen:
        return Mask(seen)
    del seen["body", ""]
    # Latin-1 takes every byte for a letter, so that lengths and gaps are those of the bytes.
    text = _pattern(*(body.decode("latin-1") for body in bodies))
    return Mask(seen, text, frozenset() if text else frozenset(map(len, bodies)))


def kind(value: str) -> str:
    """What sort of value a text is, so that noise never hides a change of format."""
    if value == ABSENT or value in {"null", "true", "false"}:
        return {"true": "boolean", "false": "boolean"}.get(value, value)
    if value[:1] in {"{", "["}:
        return value[0]
    quote = '"' if value[:1] == '"' else ""
    text = value.strip('"')
    name = next((name for name, pattern in _KINDS if pattern.fullmatch(text)), "text")
    if quote and name in {"integer", "number"}:
        name = "word"  # A random token may happen to have digits only.
    return quote + name


def _random_keys(seen: Mapping[tuple[str, str], tuple[str, str]]) -> set[tuple[str, str]]:
    lost, added = set(), set()
    for (aspect, where), (old, new) in seen.items():
        parent = (aspect, re.sub(r"(?:\.[^.\[\]]+|\[[^\[\]]*\])\Z", "", where))
        if new == ABSENT:
            lost.add(parent)
        elif old == ABSENT:
            added.add(parent)
    return lost & added


def _pattern(first: str, second: str) -> re.Pattern[str] | None:
    """The text with gaps where the two differ, or None where they have too little in common."""
    for token in (_TOKEN, _LINE):
        old, new = token.findall(first), token.findall(second)
        if max(len(old), len(new)) <= _MOST_TOKENS:
            break
    else:
        return None
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    pieces: list[str] = []
    for name, i1, i2, j1, j2 in matcher.get_opcodes():
        if name == "equal":
            pieces.append(re.escape("".join(old[i1:i2])))
        else:
            pieces.append(_gap("".join(old[i1:i2]), "".join(new[j1:j2])))
    # Where little but gaps is left, the pattern would fit anything.
    if len(pieces) > _MOST_GAPS or matcher.ratio() < 0.2:
        return None
    return re.compile("".join(pieces), re.DOTALL)


def _gap(first: str, second: str) -> str:
    if _SIGNED.fullmatch(first) and _SIGNED.fullmatch(second):
        return _signed(first.split("."), second.split("."))
    both = first + second
    optional = "*" if not first or not second else "+"
    if both.isdigit():
        return rf"\d{optional}"
    if re.fullmatch(r"[\w.:+/=-]*", both):
        return rf"[\w.:+/=-]{optional}"
    return rf"[^<>]{optional}" if not set(both) & set("<>") else f".{optional}?"


def _signed(first: list[str], second: list[str]) -> str:
    """A signed token: what is signed, where it is the same, then its time and signature."""
    if len(first) != len(second):
        return r"[\w.-]+"
    return r"\.".join(map(_part, first, second))


def _part(old: str, new: str) -> str:
    if old == new:
        return re.escape(old)
    # Times and signatures of one kind are equally long; those of another kind are no noise.
    return rf"[\w-]{{{len(old)}}}" if len(old) == len(new) else r"[\w-]+"
