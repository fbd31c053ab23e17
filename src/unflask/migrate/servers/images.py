"""Dockerfiles that copy single files of the application: the image needs the new folders too."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from unflask.migrate.servers.codes import UNCOPIED, Note
from unflask.migrate.servers.places import kind_of

_INSTRUCTION = re.compile(
    r"^[ \t]*(?P<name>FROM|COPY|ADD)[ \t]+(?P<text>(?:[^\n\\]|\\.|\\\r?\n)*)\n?",
    re.MULTILINE | re.IGNORECASE,
)


@dataclass(frozen=True)
class _Copy:
    """One COPY or ADD: what it takes, where that goes, and where the next line begins."""

    flags: tuple[str, ...]
    sources: tuple[str, ...]
    target: str
    start: int
    end: int


def copied_into_images(
    files: Mapping[str, bytes | str], original: Mapping[str, bytes]
) -> tuple[dict[str, str], list[Note]]:
    """Return the Dockerfiles that change so that they copy the folders that a project did not have.

    Where it cannot be told how, a note says which folders are missing.
    """
    folders = _new_folders(files, original)
    found: dict[str, str] = {}
    notes: list[Note] = []
    for path, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        if not folders or kind_of(path, data) != "dockerfile":
            continue
        text = data.decode(errors="replace")
        inserts: list[tuple[int, str]] = []
        for stage in _stages(text, original):
            for folder in folders:
                copies = [c for c in stage if _takes_from(c, folder, original)]
                if not copies or any(_holds(s, folder) for c in stage for s in c.sources):
                    continue
                line = next((new for c in copies if (new := _line(c, folder, original))), None)
                if line is not None:
                    inserts.append((copies[-1].end, line))
                else:
                    at = text.count("\n", 0, copies[0].start) + 1
                    notes.append(Note(UNCOPIED, path, at, f"`{folder}`"))
        for at in sorted({at for at, _ in inserts}, reverse=True):
            lines = "".join(line for place, line in inserts if place == at)
            gap = "" if text[:at].endswith("\n") else "\n"
            text = text[:at] + gap + lines + text[at:]
        if inserts:
            found[path] = text
    return found, notes


def _new_folders(files: Mapping[str, bytes | str], original: Mapping[str, bytes]) -> list[str]:
    """Return the outermost folders with Python in which the project had nothing."""
    old = {folder for path in original for folder in _above(path)}
    new = {
        next(f for f in _above(path) if f not in old)
        for path in files
        if path.endswith(".py") and path not in original and set(_above(path)) - old
    }
    return sorted(new)


def _above(path: str) -> list[str]:
    """Return the folders that a file lies in, from the outermost on."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[: i + 1]) for i in range(len(parts))]


def _stages(text: str, original: Mapping[str, bytes]) -> Iterator[list[_Copy]]:
    """Yield what each stage of a build copies from the project."""
    stage: list[_Copy] = []
    for match in _INSTRUCTION.finditer(text):
        if match["name"].upper() == "FROM":
            yield stage
            stage = []
            continue
        words = match["text"].replace("\\\r\n", " ").replace("\\\n", " ").split()
        flags = tuple(w for w in words if w.startswith("--"))
        names = [w for w in words if not w.startswith("--")]
        foreign = any(f.startswith("--from") for f in flags) or match["text"].lstrip()[:1] == "["
        if len(names) > 1 and not foreign:
            sources = tuple(s for n in names[:-1] for s in _meant(n, original))
            stage.append(_Copy(flags, sources, names[-1], match.start(), match.end()))
    yield stage


def _meant(source: str, original: Mapping[str, bytes]) -> list[str]:
    """Return the files and folders that a source names, which may be a pattern."""
    name = posixpath.normpath(source).lstrip("/") or "."
    if not set(name) & set("*?["):
        return [name]
    depth = name.count("/") + 1
    there = {"/".join(path.split("/")[:depth]) for path in original}
    return sorted(path for path in there if fnmatchcase(path, name)) + [name] * (name == "*")


def _holds(source: str, folder: str) -> bool:
    """Tell whether what is copied holds a folder."""
    return source in {".", "*", folder} or folder.startswith(f"{source}/")


def _takes_from(copy: _Copy, folder: str, original: Mapping[str, bytes]) -> bool:
    """Tell whether Python of the project that lies beside a folder is copied."""
    beside = posixpath.dirname(folder)
    for source in copy.sources:
        python = any(
            path.endswith(".py") and (path == source or path.startswith(f"{source}/"))
            for path in original
        )
        if python and posixpath.dirname(source) == beside:
            return True
    return False


def _line(copy: _Copy, folder: str, original: Mapping[str, bytes]) -> str | None:
    """Return the instruction that puts a folder beside what another one copies."""
    into = _into(copy, original)
    if into is None:
        return None
    target = posixpath.join(into or ".", posixpath.basename(folder))
    return " ".join(["COPY", *copy.flags, folder, target]) + "\n"


def _into(copy: _Copy, original: Mapping[str, bytes]) -> str | None:
    """Return the folder of the image in which the names of the sources lie, None where it is not told."""
    bare = copy.target.rstrip("/") or "/"
    name = posixpath.basename(bare)
    if all(source in original for source in copy.sources):
        if len(copy.sources) > 1 or copy.target.endswith("/") or "." not in name or name in ". ..":
            return bare
        return posixpath.dirname(bare) if name == posixpath.basename(copy.sources[0]) else None
    alone = len(copy.sources) == 1 and name == posixpath.basename(copy.sources[0])
    return posixpath.dirname(bare) if alone else None
