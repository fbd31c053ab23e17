"""Parts of the helper modules that stand there only for applications that use certain words.

A line that ends in `# only with: word, other` stays if the application uses one of the words. So does one
that sets an attribute which something else that stays reads (`read name` among the words). A
statement with the mark at its first line, or at the end of its head, goes as a whole; a line inside
of a statement goes alone. The words are those of the application, its tests and its templates,
and a few that stand for what is no word there:

- `404` for the number of an HTTP error, `=codes` for such numbers that are computed;
- `:int` for a convertor in a path, `:()` for one with arguments;
- `=parameters` for views with parameters that FastAPI fills in;
- `=get_json` for a JSON body that is read from another object than the request;
- `name=` for an attribute that is set, `import name` for a name that is imported;
- `from name` for a library that something is imported from;
- `read name` for an attribute that a helper reads which stays;
- `sent name` for a signal of Flask's that the application itself listens to;
- the names of `GROUPS`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache

_MARK = re.compile(r"[ \t]*# only with: (.+)$")
_FIELD = re.compile(r" {8}self\.(\w+)(?::| =)| {8}(\w+): .*,  #| {4}(\w+): .*[^,]  #")
_WORD = re.compile(rb"[A-Za-z_][A-Za-z0-9_]*")
_CONVERTOR = re.compile(r":([a-zA-Z_]\w*)(\()?")
_SETTING = re.compile(r"[A-Z][A-Z0-9_]+")
_STATUS = re.compile(r"HTTP_([45]\d\d)_")
_ERRORS = frozenset(
    {"abort", "HTTPException", "errorhandler", "app_errorhandler", "register_error_handler"}
)
_POSITIONAL = ("template_folder", "instance_path", "instance_relative_config", "root_path")
_ATTRIBUTE_FUNCTIONS = frozenset({"getattr", "hasattr", "setattr", "attrgetter"})


def words_of(source: str) -> set[str]:
    """Return every word that a module of the application uses."""
    tree = ast.parse(source)
    return {word for node in ast.walk(tree) for word in (*read_words(node), *_signs(node))}


def words_in(content: bytes) -> set[str]:
    """Return every word of a template or another text."""
    return {w.decode() for w in _WORD.findall(content)}


def read_words(node: ast.AST) -> Iterator[str]:  # noqa: C901 - a table
    """Yield the identifiers that stand directly in a node, those for `getattr` included."""
    match node:
        case ast.Name(id=name):
            yield name
        case ast.Attribute(attr=name, ctx=ctx):
            yield name
            if not isinstance(ctx, ast.Load):
                yield f"{name}="
        case ast.alias(name=name):
            for part in name.split("."):
                yield part
                yield f"import {part}"
        case ast.ImportFrom(module=str(module), level=0):
            yield f"from {module.partition('.')[0]}"
        case ast.keyword(arg=str(name)):
            yield name
        case ast.Call(func=ast.Name(id=function)) if function in _ATTRIBUTE_FUNCTIONS:
            for name in _texts(node):
                yield name
                if function == "setattr":
                    yield f"{name}="
        case ast.MatchClass(kwd_attrs=names):
            yield from names


def _texts(node: ast.Call) -> Iterator[str]:
    for argument in node.args:
        for inner in ast.walk(argument):
            if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                yield inner.value


def _signs(node: ast.AST) -> Iterator[str]:  # noqa: C901 - a table
    match node:
        case ast.Constant(value=int(number)) if 400 <= number < 600:
            yield str(number)
        case ast.Constant(value=str(text)):
            yield from _signs_in(text)
        case ast.Attribute(value=value, attr=name):
            if name in ("get_json", "json", "is_json") and ast.unparse(value) != "request":
                yield "=get_json"
            if found := _STATUS.match(name):
                yield found[1]
        case ast.Call(func=ast.Attribute(attr="options"), keywords=settings):
            # `@pytest.mark.options(debug=True)` of pytest-flask.
            yield from (setting.arg.upper() for setting in settings if setting.arg)
        case ast.Call(args=[first, *more]):
            if more and _called(node) == "Application":
                yield from _POSITIONAL
            if _called(node) in _ERRORS and not _is_plain(first):
                yield "=codes"
        case ast.FunctionDef() | ast.AsyncFunctionDef() if node.decorator_list:
            if any(map(_is_filled, [*node.args.args, *node.args.kwonlyargs])):
                yield "=parameters"


def _signs_in(text: str) -> Iterator[str]:
    if "static" in text:
        yield "static"
    if "{{" in text or "{%" in text:
        yield from words_in(text.encode())  # A template, written where it is used.
    if _SETTING.fullmatch(text):
        yield text
    for kind, bracket in _CONVERTOR.findall(text):
        yield f":{kind}"
        if bracket:
            yield ":()"


def _is_plain(node: ast.expr) -> bool:
    """Tell whether an argument is a number or a class, and no value that is made later."""
    named = isinstance(node, ast.Name) and node.id[:1].isupper()
    return named or isinstance(node, ast.Constant | ast.Attribute)


def _called(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _is_filled(argument: ast.arg) -> bool:
    """Tell whether FastAPI gives a parameter a value of the query string, a header or a cookie."""
    kind = argument.annotation
    return kind is not None and not (isinstance(kind, ast.Name) and kind.id == "Request")


@lru_cache(maxsize=256)
def _parsed(source: str) -> ast.Module:
    return ast.parse(source)


def chosen(source: str, words: set[str]) -> str:
    """Return a helper module without the parts that an application of these words does not need."""
    rows = source.splitlines(keepends=True)
    marks = {n: found for n, row in enumerate(rows) if (found := _MARK.search(row.rstrip("\n")))}
    if not marks:
        return source
    gone = {n for n, mark in marks.items() if not (_holds(mark, words) or _is_read(rows[n], words))}
    _widen(_parsed(source).body, rows, gone)
    for n, mark in marks.items():
        rows[n] = rows[n][: mark.start()] + "\n"
    return "".join(row for n, row in enumerate(rows) if n not in gone)


def _widen(body: list[ast.stmt], rows: list[str], gone: set[int]) -> None:
    """Add all lines of the statements that go, and the statements that nothing is left in."""
    for node in body:
        inner: list[ast.stmt] = getattr(node, "body", [])
        _widen(inner, rows, gone)
        _widen(getattr(node, "orelse", []), rows, gone)
        _widen(getattr(node, "finalbody", []), rows, gone)
        empty = bool(inner) and all(item.lineno - 1 in gone for item in inner)
        head_end = inner[0].lineno - 1 if inner else node.end_lineno or node.lineno
        if empty or node.lineno - 1 in gone or head_end - 1 in gone:
            gone.update(range(first_row(node, rows), node.end_lineno or node.lineno))


GROUPS: dict[str, frozenset[str]] = {
    "=before": frozenset(
        {"before_request", "before_app_request", "install"} | {"CSRFProtect", "Limiter", "Talisman"}
    ),
    "=after": frozenset(
        {"after_request", "after_app_request", "after_this_request", "install"}
        | {"CORS", "cross_origin", "Limiter", "LoginManager", "Talisman", "sent request_finished"}
    ),
    "=ends": frozenset(
        {"sent request_tearing_down", "sent appcontext_tearing_down", "sent appcontext_popped"}
    ),
    "=limits": frozenset({"max_form_memory_size", "max_form_parts"}),
    "=teardown": frozenset({"teardown_request", "teardown_app_request", "install"}),
    "=handlers": frozenset({"errorhandler", "app_errorhandler", "register_error_handler"}),
    "=early": frozenset({"=before", "=preprocessors"}),
    "=api": frozenset({"import Api"}),
    "=socks": frozenset({"import Sock"}),
    "=redirects": frozenset({"RoutingException", "RequestRedirect"}),
    "=processors": frozenset(
        {"context_processor", "app_context_processor", "CSRFProtect", "LoginManager"}
    ),
    "=preprocessors": frozenset({"url_value_preprocessor", "app_url_value_preprocessor"}),
    "=defaults": frozenset({"url_defaults", "app_url_defaults"}),
    "=hooks": frozenset(
        {
            "=before",
            "=after",
            "=teardown",
            "=handlers",
            "=processors",
            "=preprocessors",
            "=defaults",
            "=api",
        }
    ),
    "=settings": frozenset({"from_pyfile", "from_envvar", "from_prefixed_env", "from_file"}),
    "=instance": frozenset({"instance_path", "instance_relative_config", "open_instance_resource"}),
    "=templates": frozenset(
        {
            "render_template",
            "render_template_string",
            "stream_template",
            "stream_template_string",
            "TemplateResponse",
            "jinja_env",
            "jinja_loader",
        }
        | {"template_folder", "template_filter", "template_global", "template_test", "get_template"}
    ),
    "=appcontext": frozenset(
        {"teardown_appcontext", "app_context", "with_appcontext", "cli", "install", "Migrations"}
        | {"read teardown_appcontext"}
    ),
    "=traps": frozenset(
        {"TRAP_BAD_REQUEST_ERRORS", "TRAP_HTTP_EXCEPTIONS", "=settings", "DEBUG", "debug"}
        | {"form_data", "args", "values", "files", "headers"}
    ),
    "=trust": frozenset({"TRUSTED_HOSTS", "=settings"}),
    "=options": frozenset({"defaults", "strict_slashes", "provide_automatic_options"}),
    "=lifetime": frozenset({"permanent_session_lifetime"}),
    "=static": frozenset({"static", "static_folder", "static_url_path", "send_static_file"}),
    "=routers": frozenset({"Router", "=templates", "url_for"}),
    "=flashes": frozenset({"flash", "get_flashed_messages", "LoginManager", "=templates"}),
    "=suite": frozenset({"install"}),
    "=tokens": frozenset({"RequestForm", "CSRFProtect", "generate_csrf", "csrf_meta_tag"}),
    "=g": frozenset({"g", "state", "LoginManager", "=templates", "=tokens", "install"}),
    "=json": frozenset({"=get_json", "RequestForm", "install"}),
    "=fallback": frozenset({"Fallback", "fallback"}),
    "=forms": frozenset(
        {"form_data", "files", "values", "data", "get_data", "form", "Form", "File", "UploadFile"}
        | {"RequestForm", "CSRFProtect", "RequestParser"}
    ),
}
"""Names for words of which any one counts; groups may stand in groups."""


def with_groups(words: set[str]) -> set[str]:
    """Return words with the names of the groups that they belong to."""
    words, before = set(words), 0
    while len(words) != before:  # Groups may hold groups.
        before = len(words)
        words |= {name for name, group in GROUPS.items() if not group.isdisjoint(words)}
    return words


def _is_read(row: str, words: set[str]) -> bool:
    """Tell whether a line gives an object an attribute that something reads."""
    found = _FIELD.match(row)
    return found is not None and f"read {found[found.lastindex or 0]}" in words


def _holds(mark: re.Match[str], words: set[str]) -> bool:
    return not words.isdisjoint(word.strip() for word in mark[1].split(","))


def first_row(node: ast.stmt, rows: list[str]) -> int:
    """Return the index of the first line of a statement, with decorators and comments above it."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(d.lineno for d in decorators)]) - 1
    while first and rows[first - 1].lstrip().startswith("#"):
        first -= 1
    return first
