"""The copy of the original that keeps serving the routes left on Flask, under a name of its own."""

from __future__ import annotations

import ast

from unflask.facts.environment_scripts import is_migration
from unflask.model.project import Project
from unflask.model.source import Module, absolute

PACKAGE = "flask_original"


def copies(
    project: Project, tests: frozenset[str], folders: frozenset[str] = frozenset()
) -> dict[str, bytes]:
    """Return the files of the original below `flask_original/`, imports of its own modules renamed.

    `folders` are those beside the modules that the application has its templates and files in.
    """
    tops = {name.split(".")[0] for name in project.modules}
    found: dict[str, bytes] = {
        f"{PACKAGE}/__init__.py": b'"""The original application; it serves the routes left on Flask."""\n'
    }
    for path, content in project.files.items():
        if not _needed(path, tops | folders):
            continue
        if path in tests and not is_migration(project.files, path):
            continue
        module = project.paths.get(path)
        target = f"{PACKAGE}/{path.removeprefix('src/')}"
        found[target] = renamed(module, tops).encode() if module is not None else content
    return found


def _needed(path: str, tops: set[str]) -> bool:
    """Keep the modules and what lies inside their packages: templates, static files, data."""
    parts = path.removeprefix("src/").split("/")
    if len(parts) == 1:
        return path.endswith(".py")
    return parts[0] in tops or parts[0] in ("templates", "static")


def renamed(module: Module, tops: set[str]) -> str:
    """Return a module's source with its absolute imports of the project's own modules renamed."""
    changes: list[tuple[int, int, str]] = []
    for node in module.nodes:
        if isinstance(node, ast.ImportFrom) and not node.level:
            if absolute(module, node).split(".")[0] in tops:
                span = module.anchor(node)
                text = module.source[span.start : span.end]
                changes.append((span.start, span.end, text.replace("from ", f"from {PACKAGE}.", 1)))
        elif isinstance(node, ast.Import):
            span = module.anchor(node)
            lines = _plain(node, tops)
            if lines is not None:
                changes.append((span.start, span.end, lines))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _names(node, tops):
            span = module.anchor(node)
            text = module.source[span.start : span.end]
            at = text.find(node.value)
            if at > 0:
                changes.append((span.start + at, span.start + at, f"{PACKAGE}."))
    source = module.source
    for start, end, text in sorted(changes, reverse=True):
        source = source[:start] + text + source[end:]
    return source


def _plain(node: ast.Import, tops: set[str]) -> str | None:
    """`import pkg.mod` binds `pkg`; `import pkg.mod as m` binds the module itself."""
    if not any(a.name.split(".")[0] in tops for a in node.names):
        return None
    parts: list[str] = []
    for alias in node.names:
        top = alias.name.split(".")[0]
        if top not in tops:
            parts.append(f"import {alias.name}" + (f" as {alias.asname}" if alias.asname else ""))
        elif alias.asname:
            parts.append(f"import {PACKAGE}.{alias.name} as {alias.asname}")
        else:
            if "." in alias.name:
                parts.append(f"import {PACKAGE}.{alias.name}")
            parts.append(f"from {PACKAGE} import {top}")
    return "; ".join(parts)


def _names(node: ast.Constant, tops: set[str]) -> bool:
    """Tell whether a text is the dotted name of a module given to a call that imports it."""
    call = getattr(node, "holder", None)
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute | ast.Name):
        return False
    name = call.func.attr if isinstance(call.func, ast.Attribute) else call.func.id
    importing = name in ("from_object", "import_module", "import_string", "__import__")
    return importing and str(node.value).split(".")[0].split(":")[0] in tops
