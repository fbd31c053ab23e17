"""Which definitions of the helper modules an application reaches.

A function stays if a module that stays reads its name, a method if its name is read on its class,
or on something of unknown class. That keeps too much rather than too little.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from unflask.migrate.kept_walks import inside, typing_in
from unflask.migrate.optional import read_words, words_in

Import = tuple[str, str | None]
"""A helper module and a name in it; no name for the module itself."""

_FILLED = frozenset(
    {"=parameters", "Body", "Cookie", "Depends", "File", "Form", "Header", "Query", "UploadFile"}
)
_ALWAYS = (
    "add_api_route", "api_route", "build_middleware_stack", "client", "command", "convert",
    "debug", "default", "dumps", "get_command", "get_route_handler", "get_source", "group",
    "handle", "headers", "items", "keys", "init_headers", "invoke", "list_commands", "list_response",
    "list_templates", "loads", "main", "make_context", "matches", "openapi", "path_params",
    "regex", "render", "stream_response", "to_string", "update", "url_path_for",
)  # fmt: skip
_FORM_METHODS = ("setup_form", "generate_csrf_token", "validate_csrf_token", "process_formdata")
OVERRIDES: dict[str, frozenset[str]] = {
    **dict.fromkeys(_ALWAYS, frozenset()),
    **dict.fromkeys(("_get_form", "body", "cookies", "form", "query_params"), _FILLED),
    **{
        name: frozenset({name})
        for name in ("get", "include_router", "json", "routes", "session", "state", "url")
    },
    "set_cookie": frozenset({"delete_cookie"}),
    "getlist": frozenset({"from wtforms", "import wtforms", "RequestForm"}),
    **dict.fromkeys(_FORM_METHODS, frozenset()),
    **dict.fromkeys(("gettext", "ngettext"), frozenset({"RequestForm"})),
    **dict.fromkeys(("readable", "readinto", "tell"), frozenset({"body_file"})),
}
"""Methods that Python, FastAPI, Starlette, Jinja, Click and WTForms call on subclasses of theirs.

Some are only called for applications that use one of the words beside them.
"""

DEFINITION = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def bound(node: ast.stmt) -> set[str]:
    """Return the names that a plain assignment binds; none for a statement that does something."""
    match node:
        case ast.Assign():
            names = {t.id for t in node.targets if isinstance(t, ast.Name)}
            return names if len(names) == len(node.targets) else set()
        case ast.AnnAssign(target=ast.Name(id=name)):
            return {name}
    return set()


def is_type_checking(node: ast.stmt) -> bool:
    """Tell whether a statement is `if TYPE_CHECKING:`."""
    return (
        isinstance(node, ast.If)
        and isinstance(node.test, ast.Name)
        and node.test.id == "TYPE_CHECKING"
    )


def is_import(node: ast.stmt) -> bool:
    """Tell whether a statement only imports."""
    return isinstance(node, ast.Import | ast.ImportFrom) or is_type_checking(node)


@dataclass
class Helper:
    """One helper module while it is decided what of it stays."""

    name: str
    source: str
    tree: ast.Module
    kept: set[int] = field(default_factory=set)
    needed: set[str] = field(default_factory=set)
    imports: Mapping[str, Import] = field(default_factory=dict)
    libraries: frozenset[str] = frozenset()

    @property
    def exports(self) -> bool:
        """A module with `__all__` hands on what it imports."""
        return any("__all__" in bound(node) for node in self.tree.body)


def helper(name: str, source: str) -> Helper:
    """Return a module of which nothing stays yet."""
    tree, imports, libraries = _parsed(source)
    return Helper(name, source, tree, imports=imports, libraries=libraries)


@lru_cache(maxsize=512)
def _parsed(source: str) -> tuple[ast.Module, Mapping[str, Import], frozenset[str]]:
    """Return a module's tree, what it imports from other helpers, and which libraries it imports.

    The same few hundred versions of the helpers come up again and again.
    """
    tree = ast.parse(source)
    imports: dict[str, Import] = {}
    libraries: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            libraries |= {a.asname or a.name.split(".")[0] for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level:
            for a in node.names:
                found = (node.module, a.name) if node.module else (a.name, None)
                imports[a.asname or a.name] = found
    return tree, imports, frozenset(libraries)


class Reach:
    """What of all helpers stays."""

    def __init__(self, sources: Mapping[str, str], words: set[str]) -> None:
        self.helpers = {name: helper(name, source) for name, source in sources.items()}
        self.words = words
        self.alive: set[str] = set()
        self._read: dict[str, set[str]] = defaultdict(set)
        self._families = _families(self.helpers.values())
        self._returns = {
            node.name: found
            for h in self.helpers.values()
            for node in h.tree.body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns is not None
            if (found := _class_in(node.returns, self._families))
        }
        self._fields = {
            node.name: dict(_fields(node, self._families))
            for h in self.helpers.values()
            for node in h.tree.body
            if isinstance(node, ast.ClassDef)
        }

    def settle(self, start: Iterable[str]) -> None:
        """Follow all names from the modules that the application imports."""
        self.alive.update(start)
        before = -1
        while before != (size := self._size()):
            before = size
            for name in sorted(self.alive):
                self._mark(self.helpers[name])

    def read(self) -> set[str]:
        """Return all attributes that the helpers read."""
        return set().union(*self._read.values())

    def _size(self) -> int:
        kept = sum(len(h.kept) + len(h.needed) for h in self.helpers.values())
        return kept + sum(map(len, self._read.values())) + len(self.alive)

    def _mark(self, helper: Helper) -> None:
        for node in helper.tree.body:
            if is_import(node):
                continue
            if self._stays(helper, node) and id(node) not in helper.kept:
                helper.kept.add(id(node))
                if not isinstance(node, ast.ClassDef):
                    self._follow(helper, node, None)
            if isinstance(node, ast.ClassDef) and id(node) in helper.kept:
                self._mark_class(helper, node)
        if helper.exports:
            for name in helper.imports.keys() & self.words:
                self._need(helper, name)

    def _stays(self, helper: Helper, node: ast.stmt) -> bool:
        names = {node.name} if isinstance(node, DEFINITION) else bound(node)
        status = _status(node) if isinstance(node, ast.ClassDef) else None
        said = {status, "=codes", "BY_CODE"} if status else set()
        whole = f"import {helper.name}" in self.words
        imported = {n for n in names & self.words if whole or f"import {n}" in self.words}
        return (
            not names
            or names == {"__all__"}
            or bool(names & helper.needed or imported or said & self.words)
        )

    def _mark_class(self, helper: Helper, node: ast.ClassDef) -> None:
        for part in [*node.bases, *node.keywords, *node.decorator_list]:
            self._follow(helper, part, node)
        for item in node.body:
            if id(item) not in helper.kept and self._member_stays(node, item):
                helper.kept.add(id(item))
                self._follow(helper, item, node)

    def _member_stays(self, owner: ast.ClassDef, node: ast.stmt) -> bool:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            setter = any(
                isinstance(d, ast.Attribute) and d.attr == "setter" for d in node.decorator_list
            )
            return (
                _is_special(node.name)
                or self._is_read(owner, f"{node.name}=" if setter else node.name)
                or self._is_called(node.name)
            )
        if isinstance(node, ast.Assign) and not isinstance(node.value, ast.Constant):
            names = bound(node)
            return not names or any(
                _is_special(n) or self._is_called(n) or self._is_read(owner, n) for n in names
            )
        return True

    def _is_called(self, name: str) -> bool:
        words = OVERRIDES.get(name)
        return words is not None and (not words or not words.isdisjoint(self.words))

    def _is_read(self, owner: ast.ClassDef, name: str) -> bool:
        family = self._families[owner.name]
        return name in self.words or name in self._read["*"] or name in self._read[family]

    def _follow(self, helper: Helper, node: ast.AST, owner: ast.ClassDef | None) -> None:
        """Note all that a definition reads."""
        if isinstance(node, ast.stmt) and "__all__" in bound(node):
            return
        types = self._types(node, owner)
        if owner is not None and not isinstance(node, DEFINITION):
            names = {n.id for n in inside(node) if isinstance(n, ast.Name)}
            self._read[self._families[owner.name]] |= names
        for inner in inside(node):
            match inner:
                case ast.Name(id=name, ctx=ast.Load()):
                    self._need(helper, name)
                case ast.Attribute():
                    self._attribute(helper, inner, types)
                case ast.ImportFrom(level=1):
                    for alias in inner.names:
                        self._need(helper, alias.asname or alias.name)
                case ast.Constant(value=str(text)):
                    self._text(helper, text)
                case ast.Call():
                    self._read["*"] |= set(read_words(inner))

    def _types(self, node: ast.AST, owner: ast.ClassDef | None) -> dict[str, str]:
        """Return the helper classes of the variables in a definition, as far as they are said."""
        types = {} if owner is None else {"self": owner.name, "cls": owner.name}
        for inner in typing_in(node):
            types |= _annotated(inner, self._families)
            if isinstance(inner, ast.Assign) and isinstance(inner.targets[0], ast.Name):
                kind = self._kind(inner.value, types)
                types |= {inner.targets[0].id: kind} if kind else {}
        return types

    def _text(self, helper: Helper, text: str) -> None:
        """Note the classes in a text that is a type."""
        if "|" in text or "[" in text or text.isidentifier():
            for word in words_in(text.encode()):
                if word[:1].isupper():
                    self._need(helper, word)

    def _need(self, helper: Helper, name: str) -> None:
        helper.needed.add(name)
        module, original = helper.imports.get(name, (None, None))
        if module in self.helpers:
            self.alive.add(module)
            if original is None:
                # The module itself may be handed to a library, as what reads and writes a format.
                self.helpers[module].needed |= OVERRIDES.keys()
            else:
                self.helpers[module].needed.add(original)
                if original in self.helpers[module].imports:
                    self._need(self.helpers[module], original)

    def _attribute(self, helper: Helper, node: ast.Attribute, types: dict[str, str]) -> None:
        root: ast.expr = node.value
        while isinstance(root, ast.Attribute):
            root = root.value
        if isinstance(root, ast.Name) and root.id in helper.libraries and root.id not in types:
            return
        if isinstance(node.value, ast.Name) and node.value.id in helper.imports:
            module, original = helper.imports[node.value.id]
            if original is None and module in self.helpers:
                self.helpers[module].needed.add(node.attr)
                return
        kind = self._kind(node.value, types)
        family = "*" if kind is None else self._families[kind]
        self._read[family] |= set(read_words(node))

    def _kind(self, node: ast.expr, types: dict[str, str]) -> str | None:
        """Return the helper class of an expression, as far as annotations tell."""
        match node:
            case ast.Name(id=name):
                return types.get(name)
            case ast.Call(func=ast.Name(id="super")):
                return types.get("self")
            case ast.Call(func=ast.Name(id=name)):
                return name if name in self._families else self._returns.get(name)
            case ast.Call(func=ast.Attribute(value=value, attr=name)):
                owner = self._kind(value, types)
                return None if owner is None else self._fields.get(owner, {}).get(f"{name}()")
            case ast.Attribute(value=value, attr=name):
                owner = self._kind(value, types)
                return None if owner is None else self._fields.get(owner, {}).get(name)
        return None


def _status(node: ast.ClassDef) -> str | None:
    """Return the status that a class of errors stands for."""
    for item in node.body:
        match item:
            case ast.Assign(targets=[ast.Name(id="code")], value=ast.Constant(value=int(code))):
                return str(code)
    return None


def _families(helpers: Iterable[Helper]) -> dict[str, str]:
    """Return for each class the name of one that stands for all it is related to."""
    bases = {
        node.name: [b.id for b in node.bases if isinstance(b, ast.Name)]
        for h in helpers
        for node in h.tree.body
        if isinstance(node, ast.ClassDef)
    }
    found = {name: name for name in bases}
    for _ in bases:
        for name, known in bases.items():
            for other in known:
                if other in found and found[other] != found[name]:
                    old, new = found[name], found[other]
                    found = {n: new if f == old else f for n, f in found.items()}
    return found


def _annotated(node: ast.AST, families: Mapping[str, str]) -> dict[str, str]:
    match node:
        case ast.arg(arg=name, annotation=ast.expr() as kind):
            pass
        case ast.AnnAssign(target=ast.Name(id=name), annotation=kind):
            pass
        case _:
            return {}
    found = _class_in(kind, families)
    return {name: found} if found else {}


def _class_in(kind: ast.expr, families: Mapping[str, str]) -> str | None:
    match kind:
        case ast.Name(id=name) if name in families:
            return name
        case ast.BinOp(left=ast.Name(id=name), right=ast.Constant(value=None)) if name in families:
            return name
    return None


def _fields(node: ast.ClassDef, families: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the attributes of a class whose class is known, with that class."""
    for item in node.body:
        if isinstance(item, ast.AnnAssign):
            yield from _annotated(item, families).items()
        elif isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef):
            if item.returns is not None and (found := _class_in(item.returns, families)):
                is_read = any(ast.unparse(d).endswith("property") for d in item.decorator_list)
                yield item.name if is_read else f"{item.name}()", found
            yield from _set_in(item, families)


def _set_in(
    node: ast.FunctionDef | ast.AsyncFunctionDef, families: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield the attributes of `self` that a method sets to something of a known class."""
    types: dict[str, str] = {}
    for inner in typing_in(node):
        types |= _annotated(inner, families)
    for inner in typing_in(node):
        found = None
        target: ast.expr | None = None
        match inner:
            case ast.Assign(targets=[target], value=ast.Name(id=value)):
                found = types.get(value)
            case ast.AnnAssign(target=target, annotation=kind):
                found = _class_in(kind, families)
        if found and isinstance(target, ast.Attribute):
            yield target.attr, found


def _is_special(name: str) -> bool:
    """Tell whether Python itself looks for a name: `__slots__`, `__hash__`."""
    return name[:2] == "__" == name[-2:]
