"""What an application does with a database at its start, where the database stays on Flask.

The original is imported as soon as a route that is left on Flask is asked, and does all of that itself;
the converted application can do without, as long as nothing else of it depends on these statements.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from unflask.facts.extension_reach import given
from unflask.facts.extension_rows import Extension
from unflask.facts.extensions import extension_of, extension_uses
from unflask.facts.graph import graph, viewed
from unflask.facts.starting import entries, making, serving, starting
from unflask.facts.tables import EXTENSION, Database, database
from unflask.model.app import App
from unflask.model.source import Module, parent, parents, statement

_ASKING = {
    "session", "engine", "engines", "create_all", "drop_all", "reflect", "get_engine", "get_or_404",
    "first_or_404", "one_or_404", "paginate", "app", "get_app",
}  # fmt: skip
_COMMANDS = {"flask_migrate", "flask_alembic"}
_CONTEXTS = {"app_context", "test_request_context"}
_READ = {"config", "debug", "import_name", "instance_path", "name", "root_path"}
_FLOW = (
    ast.Return, ast.Yield, ast.YieldFrom, ast.Await, ast.Raise, ast.Global, ast.Nonlocal, ast.Delete,
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Break, ast.Continue,
)  # fmt: skip
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, eq=False)
class Dropped:
    """A statement that the converted application does without.

    `extension` is what it asks; None where it only serves others, or follows one that says so.
    """

    statement: ast.stmt
    module: Module
    function: str | None
    extension: Extension | None


@dataclass
class Start:
    """The statements to drop, and whether that is all that asks the database at the start.

    `whole` are functions that do nothing else: what calls them at the start is dropped.
    """

    dropped: list[Dropped] = field(default_factory=list)
    whole: set[ast.AST] = field(default_factory=set)
    complete: bool = True

    def holds(self, node: ast.AST) -> bool:
        """Tell whether nothing at the start runs a node any more."""
        gone = {*self.whole, *(d.statement for d in self.dropped)}
        return node in gone or not gone.isdisjoint(parents(node))


def left_start(app: App) -> Start:
    """Return what is dropped where the database stays on Flask; nothing where that is not certain."""
    base = app.fact(database)
    if base is None or not _is_mounted(app, base) or _is_tested(app, base):
        return Start(complete=False)
    found = _Reader(app, base).read()
    return found if found.complete else Start(complete=False)


def _is_mounted(app: App, base: Database) -> bool:
    """Tell whether a view uses the database, so that the original is there to set it up."""
    reached = app.fact(viewed)
    return bool(reached & {*base.tables, base.symbol}) or any(
        app.function_at(r.scope) in reached
        for symbol in (base.symbol, *base.tables)
        for r in app.uses(symbol)
    )


def _is_tested(app: App, base: Database) -> bool:
    """Tests that ask the database themselves need it in the application that they make."""
    return any(
        reference.module.path in app.tests
        for symbol in (base.symbol, *base.tables)
        for reference in app.project.references.get(symbol, [])
    )


def called_at_start(app: App) -> set[str]:
    """Return the functions that make an application, and those that they and modules call by name."""
    found = set(app.fact(making))
    local = _local_calls(app)
    served = app.fact(entries)
    more = True
    while more:
        callers = {
            name: {app.function_at(r.scope) for r in app.uses(name) if r.call is not None}
            | local.get(name, set())
            for name in app.fact(starting) - found - served
        }
        new = {name for name, above in callers.items() if above & {None, *found}}
        found, more = found | new, bool(new)
    return found


def _local_calls(app: App) -> dict[str, set[str | None]]:
    """Return who calls the functions that lie in functions, which no dotted name leads to."""
    found: dict[str, set[str | None]] = {}
    for module in app.modules:
        for name, scope in module.names:
            owner, call = scope.lookup(name.id), parent(name)
            if owner is None or owner.kind != "function":
                continue
            if isinstance(call, ast.Call) and call.func is name:
                whole = f"{module.name}.{owner.qualname}.{name.id}"
                found.setdefault(whole, set()).add(app.function_at(scope))
    return found


class _Reader:
    """Looks at the statements that run once, in modules and in functions of the start."""

    def __init__(self, app: App, base: Database) -> None:
        self.app, self.base = app, base
        self.extension = extension_of(EXTENSION)
        self.commands = {
            u.reference.node: u.extension
            for u in app.fact(extension_uses)
            if u.extension.module in _COMMANDS and u.symbol.rpartition(".")[2].islower()
        }
        self.scopes = {name: scope for module in app.modules for name, scope in module.names}
        self.start = Start()
        self.whole = self.start.whole

    def read(self) -> Start:
        """Return the statements to drop."""
        functions = list(self._functions())
        before = -1
        while before != len(self.whole):
            before = len(self.whole)
            self.whole.update(f for f, _, _ in functions if self._is_all_about_it(f))
        for module in self.app.modules:
            if module.path not in self.app.tests:
                self._drop(module.tree.body, module, None)
        for function, module, name in functions:
            if function not in self.whole:
                self._drop(function.body, module, name)
                self._drop_idle(function, module, name)
        return self.start

    def _functions(self) -> Iterator[tuple[Function, Module, str]]:
        for name in sorted(self.app.fact(called_at_start)):
            node, scope = self.app.project.functions[name]
            if scope.module.path not in self.app.tests:
                yield node, scope.module, name

    def _runs_later_too(self, name: str) -> bool:
        commands = [h.view for h in self.app.hooks if h.kind == "cli" and h.view is not None]
        later = self.app.fact(graph).reach(commands) | self.app.fact(serving)
        return name in later and name not in self.app.fact(making)

    def _drop(self, body: list[ast.stmt], module: Module, function: str | None) -> None:
        told: set[str] = set()
        for each in filter(self._asks, body):
            if function is not None and self._runs_later_too(function):
                self.start.complete = False
            elif self._may_go(each, module):
                extension = self._extension(each)
                shown = None if extension.module in told else extension
                told.add(extension.module)
                self.start.dropped.append(Dropped(each, module, function, shown))
            elif any(self._is_asking(n) for e in _head(each) for n in ast.walk(e)):
                self.start.complete = False
            else:
                blocks = list(_blocks(each))
                self.start.complete = self.start.complete and bool(blocks)
                for block in blocks:
                    self._drop(block, module, function)

    def _drop_idle(self, function: Function, module: Module, name: str) -> None:
        """Drop what a function makes for nothing but statements that are gone."""
        gone = {statement(g.hand.call) for g in self.app.fact(given)}
        gone |= {d.statement for d in self.start.dropped}
        if not any(function in parents(s) for s in gone):
            return
        for inner in reversed(function.body):
            made = _made(inner)
            if made is None or (isinstance(inner, Function) and inner not in self.whole):
                continue
            named = [n for n, _ in module.names if n.id == made]
            reads = [n for n in named if isinstance(n.ctx, ast.Load)]
            once = len(named) - len(reads) <= 1
            if once and reads and all(not gone.isdisjoint(parents(n)) for n in reads):
                gone.add(inner)
                self.start.dropped.append(Dropped(inner, module, name, None))

    def _extension(self, statement: ast.stmt) -> Extension:
        named = [self.commands[n] for n in ast.walk(statement) if n in self.commands]
        assert self.extension is not None
        return named[0] if named else self.extension

    def _asks(self, statement: ast.stmt) -> bool:
        if isinstance(statement, Function | ast.ClassDef | ast.Import | ast.ImportFrom):
            return False
        return any(self._is_asking(n) for n in ast.walk(statement))

    def _is_asking(self, node: ast.AST) -> bool:
        match node:
            case ast.Attribute(value=value, attr=attr) if attr in _ASKING:
                return self._symbol(value) == self.base.symbol
            case ast.Attribute(value=value, attr="query"):
                return self._symbol(value) in self.base.tables
            case ast.Call(func=func):
                return func in self.commands or self._function(func) in self.whole
        return False

    def _symbol(self, node: ast.AST) -> str | None:
        first = next((n for n in ast.walk(node) if isinstance(n, ast.Name)), None)
        scope = self.scopes.get(first) if first is not None else None
        if scope is None or not isinstance(node, ast.expr):
            return None
        return self.app.project.resolve(node, scope)

    def _function(self, node: ast.expr) -> ast.AST | None:
        """Return the definition of the project's function that an expression names."""
        scope = self.scopes.get(node) if isinstance(node, ast.Name) else None
        owner = scope.lookup(node.id) if scope is not None and isinstance(node, ast.Name) else None
        if owner is not None and owner.kind == "function":
            bound = owner.bindings[node.id] if isinstance(node, ast.Name) else []
            return bound[0].node if len(bound) == 1 else None
        symbol = self._symbol(node)
        found = self.app.function(symbol) if symbol is not None else None
        return found[0] if found is not None else None

    def _is_all_about_it(self, function: Function) -> bool:
        """Tell whether a function of the start does nothing but ask the database."""
        if function.decorator_list:
            return False
        if not any(self._asks(s) for s in function.body):
            return False
        inside = [s for s in function.body if not _is_docstring(s)]
        return all(self._is_harmless(s, returning=True) for s in inside)

    def _may_go(self, statement: ast.stmt, module: Module) -> bool:
        harmless = self._is_harmless(statement, returning=False)
        return harmless and not self._is_read_outside(statement, module)

    def _is_harmless(self, statement: ast.stmt, *, returning: bool) -> bool:
        """Tell whether a statement changes nothing but the database and names of its own."""
        for node in ast.walk(statement):
            flows = isinstance(node, _FLOW) and not (returning and isinstance(node, ast.Return))
            if flows or not self._is_harmless_node(node, statement):
                return False
            if isinstance(node, ast.Expr) and not self._is_harmless_call_of(node, statement):
                return False
        return True

    def _is_harmless_call_of(self, leaf: ast.Expr, statement: ast.stmt) -> bool:
        """Tell whether a call whose value nobody takes asks the database, or what is made here."""
        if any(self._is_asking(n) for n in ast.walk(leaf)) or isinstance(leaf.value, ast.Constant):
            return True
        func = leaf.value.func if isinstance(leaf.value, ast.Call) else leaf.value
        told = ast.unparse(func)
        return told == "print" or ".logger." in told or self._is_own(func, statement)

    def _is_harmless_node(self, node: ast.AST, statement: ast.stmt) -> bool:
        match node:
            case ast.Attribute(ctx=ast.Store()) | ast.Subscript(ctx=ast.Store()):
                return self._is_own(node.value, statement)
            case ast.Name(ctx=ast.Load()) if self._is_application(node):
                return self._is_only_read(node)
            case ast.Call(func=func):
                return self._is_harmless_call(func)
        return True

    def _is_only_read(self, name: ast.Name) -> bool:
        """Tell whether an application is asked for a context or a setting here, or kept by `db`."""
        above = parent(name)
        if isinstance(above, ast.Assign):
            return above.value is name and not any(isinstance(t, ast.Name) for t in above.targets)
        if isinstance(above, ast.Call):
            return self._function(above.func) in self.whole
        if not isinstance(above, ast.Attribute):
            return False
        method = parent(above)
        if isinstance(method, ast.Attribute):
            return above.attr == "logger" or (above.attr == "config" and method.attr == "get")
        return above.attr in _CONTEXTS | _READ

    def _is_own(self, node: ast.expr, statement: ast.stmt) -> bool:
        """Tell whether what is changed is the database's, or made in the statement itself."""
        while isinstance(node, ast.Attribute | ast.Subscript):
            node = node.value
        if not isinstance(node, ast.Name):
            return False
        return self._symbol(node) == self.base.symbol or node.id in _bound(statement)

    def _is_application(self, name: ast.Name) -> bool:
        scope = self.scopes.get(name)
        return scope is not None and any(m.kind == "app" for m in self.app.makers_of(name, scope))

    def _is_harmless_call(self, func: ast.expr) -> bool:
        found = self._function(func)
        if found is not None:
            return found in self.whole
        symbol = self._symbol(func)
        if symbol is None or self.app.project.split(symbol)[0] is None:
            return True  # A library's, a method's or a built-in one.
        return symbol in self.base.tables or symbol.startswith(f"{self.base.symbol}.")

    def _is_read_outside(self, statement: ast.stmt, module: Module) -> bool:
        """Tell whether something else reads a name that a statement gives a value."""
        inside = set(ast.walk(statement))
        names = _bound(statement) | _imported(inside)
        return any(
            n.id in names and n not in inside and isinstance(n.ctx, ast.Load)
            for n, _ in module.names
        ) or any(
            reference.module is not module
            for name in names
            for reference in self.app.project.references.get(f"{module.name}.{name}", [])
        )


def _made(statement: ast.stmt) -> str | None:
    """Return the one name that a statement defines, if it does nothing else."""
    match statement:
        case ast.FunctionDef(name=name, decorator_list=[]):
            return name
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            calls = [n.func for n in ast.walk(value) if isinstance(n, ast.Call)]
            return name if all(ast.unparse(f).startswith("os.path.") for f in calls) else None
    return None


def _bound(statement: ast.stmt) -> set[str]:
    return {
        n.id
        for n in ast.walk(statement)
        if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }


def _imported(nodes: Iterable[ast.AST]) -> set[str]:
    found = [n for n in nodes if isinstance(n, ast.Import | ast.ImportFrom)]
    return {(a.asname or a.name).split(".")[0] for n in found for a in n.names}


def _blocks(statement: ast.stmt) -> Iterator[list[ast.stmt]]:
    for name in ("body", "orelse", "finalbody"):
        block = getattr(statement, name, None)
        if block:
            yield block
    for handler in getattr(statement, "handlers", ()):
        yield handler.body


def _head(statement: ast.stmt) -> list[ast.expr]:
    """Return the expressions at the head of a statement."""
    match statement:
        case ast.If(test=test) | ast.While(test=test):
            return [test]
        case ast.For(target=target, iter=iterated):
            return [target, iterated]
        case ast.With(items=items):
            return [i.context_expr for i in items]
    return []


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
