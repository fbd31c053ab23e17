"""Signals, by blinker: who sends those of a project's own, and who is called by them and by Flask's."""

from __future__ import annotations

import ast
from collections import defaultdict
from dataclasses import dataclass, field

from unflask.model.project import Project, Reference, is_test
from unflask.model.source import FunctionNode, Scope, call_of, parent

_MAKERS = {
    "blinker.Signal", "blinker.NamedSignal", "blinker.base.Signal", "blinker.base.NamedSignal",
}  # fmt: skip
_NAMED = {"blinker.signal", "blinker.base.signal"}
_NAMESPACES = {"blinker.Namespace", "blinker.base.Namespace", "flask.signals.Namespace"}
FRAMEWORK = {
    "flask.request_started", "flask.request_finished", "flask.request_tearing_down",
    "flask.got_request_exception", "flask.template_rendered", "flask.message_flashed",
    "flask.appcontext_tearing_down", "flask.appcontext_popped",
}  # fmt: skip
"""The signals of Flask's that the converted application sends at the same moments."""

OF_EXTENSIONS = {"flask_mail.email_dispatched"}
"""Signals of extensions that are converted as a whole; these too are sent with the application."""

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
    is_framework: bool = False

    def is_sender(self, function: FunctionNode, scope: Scope, name: str) -> bool:
        """Tell whether a receiver of a signal of Flask's finds the application in a parameter."""
        return self.is_framework and name == _first(function, scope)

    def gives(
        self, function: FunctionNode, scope: Scope, name: str
    ) -> list[tuple[ast.expr, Scope]]:
        """Return what a receiver may find in one of its parameters."""
        first = _first(function, scope)
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
        return all(_takes(f, s, name) for f, s in self.receivers.values())


def _first(function: FunctionNode, scope: Scope) -> str | None:
    """Return the parameter that a receiver gets the sender in; `self` is bound already."""
    args = [*function.args.posonlyargs, *function.args.args]
    own = args[1:] if _is_method(scope) else args
    return own[0].arg if own else None


def _is_method(scope: Scope) -> bool:
    return scope.parent is not None and scope.parent.kind == "class"


def _takes(function: FunctionNode, scope: Scope, name: str | None) -> bool:
    args = function.args
    positional = [a.arg for a in [*args.posonlyargs, *args.args]]
    named = {*positional, *(a.arg for a in args.kwonlyargs)}
    return (
        _first(function, scope) is not None if name is None else name in named or args.kwarg is None
    )


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
    for symbol in (FRAMEWORK | OF_EXTENSIONS) & project.references.keys():
        signal = found[symbol] = Signal(is_framework=True)
        for reference in _outside_tests(project, symbol):
            _use(project, reference, signal)
        signal.is_open |= bool(signal.sends)
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
        for reference in _outside_tests(project, symbol):
            _use(project, reference, signal)
    return found


def _outside_tests(project: Project, symbol: str) -> list[Reference]:
    return [r for r in project.references[symbol] if not is_test(r.module.path)]


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
            call = reference.call if symbol in _NAMED else call_of(reference.attribute)
            statement = parent(call) if call is not None else None
            at_top = isinstance(statement, ast.Assign) and reference.scope.kind == "module"
            named = call is not None and [type(a) for a in call.args[:1]] == [ast.Constant]
            if not at_top or not named:
                found.add("blinker" if symbol in _NAMED else symbol)
    return found


def _use(project: Project, reference: Reference, signal: Signal) -> None:
    used = reference.attribute
    if used is None or used.attr not in _CONNECTING | _HARMLESS:
        # As a target it is what makes the signal.
        signal.is_open |= not isinstance(getattr(reference.node, "ctx", None), ast.Store)
        return
    call = call_of(reference.attribute)
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
    if isinstance(given, ast.Lambda) and not _reads_sender(given):
        return
    name = _receiver(project, given, reference.scope) if given is not None else None
    found = project.functions.get(name or "")
    if found is None or used.attr == "connect_via" or isinstance(found[0], ast.AsyncFunctionDef):
        signal.is_open = True
    else:
        signal.receivers[name or ""] = found


def _reads_sender(function: ast.Lambda) -> bool:
    args = [*function.args.posonlyargs, *function.args.args]
    names = {n.id for n in ast.walk(function.body) if isinstance(n, ast.Name)}
    return not args or args[0].arg in names


def _receiver(project: Project, given: ast.expr, scope: Scope) -> str | None:
    """Return the function that is connected: named, or a method of an object that a module makes."""
    symbol = project.resolve(given, scope)
    if symbol is not None or not isinstance(given, ast.Attribute):
        return symbol
    owner = project.resolve(given.value, scope)
    bound = project.binding(owner) if owner is not None else None
    if bound is None or len(bound[0]) != 1 or not isinstance(bound[0][0].value, ast.Call):
        return None
    made = project.resolve(bound[0][0].value.func, bound[1])
    method = project.functions.get(f"{made}.{given.attr}")
    plain = method is not None and not method[0].decorator_list
    return f"{made}.{given.attr}" if plain else None


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
