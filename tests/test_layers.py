"""The layers of ARCHITECTURE.md: who may import whom."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "unflask"
MAY_IMPORT = {
    "model": set(),
    "analysis": {"model", "facts"},
    "facts": {"model", "analysis"},
    "recipe": {"model", "facts"},
    "recipes": {"recipe", "model", "facts"},
    "plan": {"model", "recipe", "facts"},  # facts: the callers graph along which effects spread
    "rewrite": {"model", "plan"},
    "migrate": {"model", "analysis", "facts", "recipe", "recipes", "plan", "rewrite"},
    "replay": {"model"},
    "bench": {"model"},
    "fixtures": {"model", "analysis", "recipe", "recipes", "plan", "rewrite", "migrate", "replay"},
    "report": {"model"},
    "runtime": set(),
}
ONLY_IN = {"rich": "report/terminal.py", "libcst": None, "typer": "cli/"}


def imports(path: Path) -> set[str]:
    """Return the absolute dotted names that a file imports, relative imports resolved."""
    package = ("unflask", *path.relative_to(SOURCE).parts[:-1])
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *(node.module or "").split(".")]).rstrip(".")
            names |= {f"{module}.{alias.name}" for alias in node.names}
    return names


FILES = {str(path.relative_to(SOURCE)): path for path in sorted(SOURCE.rglob("*.py"))}


@pytest.mark.parametrize("name", FILES)
def test_a_file_imports_only_what_its_layer_may(name):
    layer = name.split("/")[0].removesuffix(".py")
    allowed = MAY_IMPORT.get(layer, set()) | {layer}
    for target in imports(FILES[name]):
        top, *rest = target.split(".")
        if top == "unflask" and layer != "cli":
            assert rest, f"{name} imports the package itself"
            assert rest[0] in allowed, f"{name} imports {target}; {layer} may import {allowed}"
        if top in ONLY_IN:
            where = ONLY_IN[top]
            assert where is not None, f"{name} imports {top}"
            assert name.startswith(where), f"{name} imports {top}, which only {where} does"


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("runtime/")])
def test_what_is_copied_into_migrated_apps_knows_neither_us_nor_flask(name):
    tops = {target.split(".")[0] for target in imports(FILES[name])} - {"unflask"}
    relative = {t for t in imports(FILES[name]) if t.startswith("unflask.")}
    assert all(target.startswith("unflask.runtime.") for target in relative), relative
    if name != "runtime/legacy.py":
        assert not tops & {"flask", "werkzeug"}, f"{name} imports {tops}"
