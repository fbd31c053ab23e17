"""Signals of a project's own, by blinker: who sends them, and who is called."""

from __future__ import annotations

import ast
from collections import defaultdict
from dataclasses import dataclass, field

from unflask.model.project import Project, Reference
from unflask.model.source import FunctionNode, Scope, parent

_MAKERS = {
    "blinker.Signal", "blinker.NamedSignal", "blinker.base.Signal", "blinker.base.NamedSignal",
}  # fmt: skip
_NAMED = {"blinker.signal", "blinker.base.signal"}
_NAMESPACES = {"blinker.Namespace", "blinker.base.Namespace", "flask.signals.Namespace"}
_CONNECTING = {"connect", "connect_via", "connected_to"}
_HARMLESS = {
    "send", "disconnect", "receivers", "receivers_for", "has_receivers_for", "muted", "name",
    "is_muted",
}  # fmt: skip


@dataclass(eq=False)
class Signal:
    """One signal under all names that a project gives it.

    `is_open` says that functions may be called by it that are not among the receivers, or with what
    cannot be told.
    """

    receivers: dict[str, tuple[FunctionNode, Scope]] = field(default_factory=dict)
    sends: list[tuple[ast.Call, Scope]] = field(default_factory=list)
    is_open: bool = False

    def gives(self, function: FunctionNode, name: str) -> list[tuple[ast.expr, Scope]]:
        """Return what a receiver may find in one of its parameters."""
        args = function.args
        first = next((a.arg for a in [*args.posonlyargs, *args.args]), None)
        found = [(c.args[0], s) for c, s in self.sends if c.args and name == first]
        found += [(k.value, s) for c, s in self.sends for k in c.keywords if k.arg == name]
        return found

    def passes_on(self, call: ast.Call, argument: ast.expr) -> bool:
        """Tell whether every receiver takes an argument of a call by a name, so that it can be followed."""
        if self.is_open:
            return False
        name = next((k.arg for k in call.keywords if k.value is argument), None)
        sent = isinstance(call.func, ast.Attribute) and call.func.attr == "send"
        if not sent:
            return name is None or name == "sender"
        return all(_takes(f, name) for f, _scope in self.receivers.values())


def _takes(function: FunctionNode, name: str | None) -> bool:
    args = function.args
    positional = [a.arg for a in [*args.posonlyargs, *args.args]]
    named = {*positional, *(a.arg for a in args.kwonlyargs)}
    return bool(positional) if name is None else name in named or args.kwarg is None


def signals(project: Project) -> dict[str, Signal]:
    """Return the signals of a project by the symbols that name them."""
    if signals not in project.memo:
        project.memo[signals] = _find(project)
    found = project.memo[signals]
    assert isinstance(found, dict)
    return found


def signal_of(project: Project, func: ast.expr, scope: Scope) -> Signal | None:
    """Return the signal whose method an expression names, if it is one."""
    if not isinstance(func, ast.Attribute) or func.attr not in _CONNECTING | _HARMLESS:
        return None
    return signals(project).get(project.resolve(func.value, scope) or "")


def _find(project: Project) -> dict[str, Signal]:
    by_identity: dict[tuple[str, ...], Signal] = defaultdict(Signal)
    found: dict[str, Signal] = {}
    unclear = _unclear(project)
    for symbol in list(project.references):
        bound = project.binding(symbol)
        if bound is None or bound[1].kind != "module":
            continue
        names = [_identity(project, b.value, bound[1], symbol) for b in bound[0]]
        identity = names[0] if names else None
        if identity is None:
            continue
        signal = found[symbol] = by_identity[identity]
        if len(names) > 1 or identity[0] in unclear:
            signal.is_open = True
        for reference in project.references[symbol]:
            _use(project, reference, signal)
    return found


def _identity(
    project: Project, value: ast.expr | None, scope: Scope, symbol: str
) -> tuple[str, ...] | None:
    """Return what a signal is known by, in all modules, or None where an expression makes no signal."""
    if not isinstance(value, ast.Call):
        return None
    maker = project.resolve(value.func, scope)
    if maker in _MAKERS:
        return (symbol,)
    space = "blinker" if maker in _NAMED else _namespace(project, value.func, scope)
    if space is None:
        return None
    name = value.args[0] if value.args else None
    if isinstance(name, ast.Constant) and isinstance(name.value, str):
        return (space, name.value)
    return None


def _namespace(project: Project, func: ast.expr, scope: Scope) -> str | None:
    if not isinstance(func, ast.Attribute) or func.attr != "signal":
        return None
    symbol = project.resolve(func.value, scope)
    return symbol if symbol is not None and _is_namespace(project, symbol) else None


def _is_namespace(project: Project, symbol: str) -> bool:
    bound = project.binding(symbol)
    values = [b.value for b in bound[0]] if bound is not None else []
    return len(values) == 1 and any(
        bound is not None
        and isinstance(v, ast.Call)
        and project.resolve(v.func, bound[1]) in _NAMESPACES
        for v in values
    )


def _unclear(project: Project) -> set[str]:
    """Return the namespaces whose signals may be known by more names than those at module level."""
    spaces = [s for s in project.references if s in _NAMED or _is_namespace(project, s)]
    found = set()
    for symbol in spaces:
        for reference in project.references[symbol]:
            call = reference.call if symbol in _NAMED else _called(reference)
            statement = parent(call) if call is not None else None
            at_top = isinstance(statement, ast.Assign) and reference.scope.kind == "module"
            named = call is not None and [type(a) for a in call.args[:1]] == [ast.Constant]
            if not at_top or not named:
                found.add("blinker" if symbol in _NAMED else symbol)
    return found


def _called(reference: Reference) -> ast.Call | None:
    outer = reference.attribute
    call = parent(outer) if outer is not None else None
    return call if isinstance(call, ast.Call) and call.func is outer else None


def _use(project: Project, reference: Reference, signal: Signal) -> None:
    used = reference.attribute
    if used is None or used.attr not in _CONNECTING | _HARMLESS:
        # As a target it is what makes the signal.
        signal.is_open |= not isinstance(getattr(reference.node, "ctx", None), ast.Store)
        return
    call = _called(reference)
    if used.attr == "send":
        if call is None or len(call.args) > 1 or any(k.arg is None for k in call.keywords):
            signal.is_open = True
        else:
            signal.sends.append((call, reference.scope))
    elif used.attr in _CONNECTING:
        _connect(project, reference, used, call, signal)


def _connect(
    project: Project,
    reference: Reference,
    used: ast.Attribute,
    call: ast.Call | None,
    signal: Signal,
) -> None:
    named = {k.arg: k.value for k in call.keywords} if call is not None else {}
    decorator = used if call is None else call
    function = parent(decorator)
    if isinstance(function, ast.FunctionDef) and decorator in function.decorator_list:
        scope = reference.module.scopes[function]
        signal.receivers[f"{reference.module.name}.{scope.qualname}"] = (function, scope)
        return
    given = call.args[0] if call is not None and call.args else named.get("receiver")
    name = project.resolve(given, reference.scope) if given is not None else None
    found = project.functions.get(name or "")
    if found is None or used.attr == "connect_via" or isinstance(found[0], ast.AsyncFunctionDef):
        signal.is_open = True
    else:
        signal.receivers[name or ""] = found


def receivers_of(project: Project) -> dict[str, list[Signal]]:
    """Return the signals that call each function, by its dotted name."""
    if receivers_of not in project.memo:
        known: dict[str, list[Signal]] = defaultdict(list)
        for signal in dict.fromkeys(signals(project).values()):
            for name in signal.receivers:
                known[name].append(signal)
        project.memo[receivers_of] = dict(known)
    found = project.memo[receivers_of]
    assert isinstance(found, dict)
    return found
