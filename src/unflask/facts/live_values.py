"""Values that are more than what is written: things that change, or are new in each process."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from unflask.facts.flows import CHANGES
from unflask.model.app import App
from unflask.model.source import Scope

MUTABLE = (ast.Dict, ast.List, ast.Set, ast.DictComp, ast.ListComp, ast.SetComp)
_MAKERS = {
    "dict", "list", "set", "bytearray", "collections.deque", "collections.Counter",
    "collections.OrderedDict",
}  # fmt: skip
_LIVE = {
    "collections.defaultdict", "itertools.count", "itertools.cycle", "iter", "os.urandom",
    "uuid.uuid1", "uuid.uuid4", "time.time", "time.time_ns", "time.monotonic",
    "time.perf_counter", "datetime.datetime.now", "datetime.datetime.utcnow",
    "datetime.date.today", "functools.lru_cache", "functools.cache", "shelve.open",
    "weakref.WeakKeyDictionary", "weakref.WeakValueDictionary", "types.SimpleNamespace",
    "threading.Lock", "threading.RLock", "threading.Event", "threading.Semaphore",
    "threading.BoundedSemaphore", "threading.Condition",
}  # fmt: skip
_LIVE_MODULES = (
    "secrets.", "random.", "tempfile.", "queue.", "cachetools.", "cachelib.", "fakeredis.",
    "mongomock.",
)  # fmt: skip
_CONTAINERS = {"dict", "list", "set", "collections.UserDict", "collections.OrderedDict"}
_FIXED = {"datetime", "date", "time", "timedelta", "Decimal", "Fraction", "UUID", "compile"}
_CONNECTS = ("connect", "create_engine", "create_async_engine", "Connection")


def is_mutable(app: App, value: ast.expr, scope: Scope) -> bool:
    """Tell whether an expression makes a list, a dict or the like."""
    if isinstance(value, MUTABLE):
        return True
    if isinstance(value, ast.BoolOp | ast.IfExp):
        return any(is_mutable(app, n, scope) for n in _choices(value))
    if isinstance(value, ast.Tuple):
        return any(is_mutable(app, n, scope) or is_own_object(app, n, scope) for n in value.elts)
    return isinstance(value, ast.Call) and name_of(app, value.func, scope) in _MAKERS


def is_flat(value: ast.expr) -> bool:
    """Tell whether nothing inside a literal can be changed."""
    if isinstance(value, ast.Dict):
        return bool(value.values) and all(_is_fixed(v) for v in value.values)
    if isinstance(value, ast.List | ast.Set):
        return bool(value.elts) and all(_is_fixed(v) for v in value.elts)
    match value:
        case ast.Call(func=ast.Name(id="set" | "list"), args=[ast.Constant(value=str())]):
            return True  # The letters of a text.
    return False


def _is_fixed(value: ast.expr) -> bool:
    if isinstance(value, ast.Tuple):
        return all(_is_fixed(v) for v in value.elts)
    if isinstance(value, ast.UnaryOp):
        return _is_fixed(value.operand)
    if isinstance(value, ast.Call):
        return ast.unparse(value.func).rpartition(".")[2] in _FIXED
    return isinstance(value, ast.Constant | ast.JoinedStr)


def is_live(app: App, value: ast.expr, scope: Scope) -> bool:
    """Tell whether a value is another one in each process that makes it, or changes when it is read."""
    return any(
        isinstance(node, ast.Call)
        and (_is_source(name_of(app, node.func, scope)) or _is_memory(app, node, scope))
        for node in _evaluated(value)
    )


def _evaluated(value: ast.expr) -> Iterator[ast.AST]:
    """Yield the parts of an expression that run when it does, the bodies of lambdas left out."""
    yield value
    if not isinstance(value, ast.Lambda):
        for child in ast.iter_child_nodes(value):
            yield from _evaluated(child)  # type: ignore[arg-type]


def _is_source(name: str | None) -> bool:
    return name is not None and (name in _LIVE or name.startswith(_LIVE_MODULES))


def _is_memory(app: App, call: ast.Call, scope: Scope) -> bool:
    """Tell whether a call opens a database that is gone with the process."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else None
    name = call.func.id if isinstance(call.func, ast.Name) else name
    if name not in _CONNECTS:
        return False
    given = [*call.args, *(k.value for k in call.keywords)]
    return any(is_memory_address(_text(app, a, scope)) for a in given)


def _text(app: App, node: ast.expr, scope: Scope) -> object:
    found = app.constant(node, scope)
    return node.value if found is None and isinstance(node, ast.Constant) else found


def is_memory_address(text: object) -> bool:
    """Tell whether a text is how SQLite is told to keep its tables in memory."""
    if not isinstance(text, str):
        return False
    here = text.startswith("sqlite") and text.rstrip("/").endswith(":")
    return here or ":memory:" in text or "mode=memory" in text


def is_own_object(app: App, value: ast.expr, scope: Scope) -> bool:
    """Tell whether a value is an object of one of the project's classes whose attributes change."""
    if isinstance(value, ast.BoolOp | ast.IfExp):
        return any(is_own_object(app, n, scope) for n in _choices(value))
    return isinstance(value, ast.Call) and is_changing_class(
        app, app.project.resolve(value.func, scope)
    )


def is_changing_class(app: App, symbol: str | None, seen: frozenset[str] = frozenset()) -> bool:
    """Tell whether objects of a class hold what can change: their attributes, or what they extend."""
    bound = app.project.binding(symbol) if symbol and symbol not in seen else None
    if symbol is None or bound is None or not isinstance(bound[0][0].node, ast.ClassDef):
        return False
    node, scope = bound[0][0].node, bound[1]
    if any(isinstance(n, ast.Attribute) and _is_written(n) for n in ast.walk(node)):
        return True
    bases = [name_of(app, b, scope) for b in node.bases]
    return any(b in _CONTAINERS or is_changing_class(app, b, seen | {symbol}) for b in bases)


def _is_written(node: ast.Attribute) -> bool:
    if isinstance(node.ctx, ast.Store | ast.Del) or node.attr == "cached_property":
        return True
    return node.attr in CHANGES and isinstance(node.value, ast.Attribute)


def name_of(app: App, node: ast.expr, scope: Scope) -> str | None:
    """Return the symbol of what is named, builtins by their plain names."""
    name = app.project.resolve(node, scope)
    if name is None and isinstance(node, ast.Attribute):
        above = name_of(app, node.value, scope)
        return f"{above}.{node.attr}" if above else None
    plain = isinstance(node, ast.Name) and scope.lookup(node.id) is None
    return node.id if name is None and plain and isinstance(node, ast.Name) else name


def _choices(value: ast.BoolOp | ast.IfExp) -> list[ast.expr]:
    return value.values if isinstance(value, ast.BoolOp) else [value.body, value.orelse]
