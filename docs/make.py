"""Write the pages that are made from the code, and the code shown in README.md: what `make docs` runs."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from unflask.analysis.files import read_project
from unflask.cli import core
from unflask.migrate import Options, migrate

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "recipes.md"
README = ROOT / "README.md"
BESIDE = ROOT / "docs" / "before-and-after.md"
_CASES = ROOT / "tests" / "conformance" / "cases"
_SHOWN_CASES = {
    "class-views/pantry_methodview": "A class view, with its store in a module of its own.",
    "decorators/lab_token_required": "A decorator that hands the user to the view by position.",
    "bodies/github_hooks": "A webhook whose raw body is signed.",
}
_SHOWN = re.compile(r"<!-- (\w+): (\S+) (\S+) ([\w ]+) -->\n```python\n.*?```\n", re.DOTALL)


def recipes_page() -> str:
    """Return the page of all recipes and of the codes with which they refuse, flag or tighten."""
    recipes, codes = core.recipes(), core.explanations()
    lines = [
        "# Recipes and codes",
        "",
        "Written by `make docs`. `unflask explain CODE` says the same.",
        "",
    ]
    lines += ["| recipe | what it is about | codes |", "|---|---|---|"]
    lines += [f"| `{row.id}` | {row.title} | {', '.join(row.codes)} |" for row in recipes]
    for code in sorted(codes):
        lines += ["", f"## {code}: {codes[code].title}", "", codes[code].text]
    return "\n".join(lines) + "\n"


def before_and_after() -> str:
    """Return the page that shows some conformance apps beside what unflask makes of them."""
    lines = [
        "# Before and after",
        "",
        "Written by `make docs`: three of the applications that `make conformance` migrates and compares.",
        "Files that do not change are left out.",
    ]
    for case, about in _SHOWN_CASES.items():
        project = read_project(_CASES / case / "before")
        made = migrate(project, Options()).files
        lines += ["", f"## {case}", "", about]
        for path, source in sorted(project.files.items()):
            old, new = source.decode(), made[path]
            if path.endswith(".py") and old != new:
                text = new if isinstance(new, str) else new.decode()
                lines += ["", f"### {path}, Flask", "", "```python", old.rstrip(), "```"]
                lines += ["", f"### {path}, FastAPI", "", "```python", text.rstrip(), "```"]
    return "\n".join(lines) + "\n"


def readme(text: str) -> str:
    """Return README.md with the code of the examples and of what unflask makes of them put in anew.

    A comment `<!-- before: EXAMPLE FILE NAME… -->` or `<!-- after: … -->` before a block of code
    says which definitions it shows.
    """

    def block(match: re.Match[str]) -> str:
        side, example, file, names = match.groups()
        source = _before(example, file) if side == "before" else _after(example)[file]
        code = "\n\n\n".join(_definition(source, name) for name in names.split())
        return f"<!-- {side}: {example} {file} {names} -->\n```python\n{code}\n```\n"

    return _SHOWN.sub(block, text)


def _before(example: str, file: str) -> str:
    return (ROOT / "examples" / example / file).read_text(encoding="utf-8")


@cache
def _after(example: str) -> dict[str, str]:
    project = read_project(ROOT / "examples" / example)
    files = migrate(project, Options()).files
    return {path: text for path, text in files.items() if isinstance(text, str)}


def _definition(source: str, name: str) -> str:
    """Return the source of a top-level definition or assignment, decorators included."""
    rows = source.splitlines()
    for node in ast.parse(source).body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        names = {t.id for t in targets if isinstance(t, ast.Name)} | {getattr(node, "name", None)}
        if name in names:
            first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
            return "\n".join(rows[first - 1 : node.end_lineno])
    raise SystemExit(f"README.md shows {name}, which is not there.")


if __name__ == "__main__":
    PAGE.write_text(recipes_page(), encoding="utf-8")
    README.write_text(readme(README.read_text(encoding="utf-8")), encoding="utf-8")
    BESIDE.write_text(before_and_after(), encoding="utf-8")
    print("written:", *(p.relative_to(ROOT) for p in (PAGE, README, BESIDE)))
