"""A file of Gunicorn's settings, as the options of a command say the same."""

from __future__ import annotations

import ast
import re

from unflask.migrate.servers.options import Untranslatable, setting_name

_ENVIRONMENT = ("os.environ.get", "os.getenv", "environ.get", "getenv")
_SETTINGS = {
    "access_log_format", "accesslog", "backlog", "bind", "ca_certs", "capture_output",
    "casefold_http_method", "cert_reqs", "certfile", "chdir", "check_config", "ciphers",
    "daemon", "disable_redirect_access_to_syslog", "do_handshake_on_connect",
    "enable_stdio_inheritance", "errorlog", "forwarded_allow_ips", "forwarder_headers",
    "graceful_timeout", "group", "header_map", "initgroups", "keepalive", "keyfile",
    "limit_request_field_size", "limit_request_fields", "limit_request_line", "logconfig",
    "logconfig_dict", "logconfig_json", "logger_class", "loglevel", "max_requests",
    "max_requests_jitter", "paste", "pidfile", "preload_app", "print_config", "proc_name",
    "proxy_allow_ips", "proxy_protocol", "pythonpath", "raw_env", "raw_paste_global_conf",
    "reload", "reload_engine", "reload_extra_files", "reuse_port", "secure_scheme_headers",
    "sendfile", "spew", "ssl_version", "statsd_host", "statsd_prefix", "syslog",
    "syslog_addr", "syslog_facility", "syslog_prefix", "threads", "timeout", "tmp_upload_dir",
    "umask", "user", "worker_class", "worker_connections", "worker_tmp_dir", "workers",
    "wsgi_app", "child_exit", "nworkers_changed", "on_exit", "on_reload", "on_starting",
    "post_fork", "post_request", "post_worker_init", "pre_exec", "pre_fork", "pre_request",
    "ssl_context", "when_ready", "worker_abort", "worker_exit", "worker_int",
}  # fmt: skip
"""What Gunicorn looks for; all other names of a file are its own."""
_DEFAULT = re.compile(r"[\w./:-]*")


def read_settings(source: str) -> dict[str, str]:
    """Return the settings of a file by the names of options, variables as `${NAME:-default}`.

    Raises UntranslatableAt where it does more than set what can be read.
    """
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise UntranslatableAt("it cannot be read", error.lineno or 1) from None
    found: dict[str, str] = {}
    for node in tree.body:
        match node:
            case ast.Import() | ast.ImportFrom() | ast.Expr(value=ast.Constant()):
                continue
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
            ):
                _set(name, value, found)
            case ast.FunctionDef(name=name) if name in _SETTINGS:
                raise UntranslatableAt(f"`{name}` is run by Gunicorn alone", node.lineno)
            case _:
                raise UntranslatableAt("it does more than name settings", node.lineno)
    return {setting_name(n): t for n, t in found.items() if n in _SETTINGS and t != "false"}


def _set(name: str, value: ast.expr, found: dict[str, str]) -> None:
    found.pop(name, None)
    if isinstance(value, ast.Constant) and value.value is None:
        return
    try:
        found[name] = _text(value, found)
    except UntranslatableAt:
        if name in _SETTINGS:
            raise


class UntranslatableAt(Untranslatable):
    """A file of settings that has to stay as it is, and the line that is why."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line


def _text(node: ast.expr, known: dict[str, str]) -> str:
    match node:
        case ast.Constant(value=bool() as value):
            return str(value).lower()
        case ast.Constant(value=str() | int() as value):
            return str(value)
        case ast.Name(id=name) if name in known:
            return known[name]
        case ast.Call(func=ast.Name(id="int" | "str"), args=[inner], keywords=[]):
            return _text(inner, known)
        case ast.Call(func=func, args=args, keywords=[]) if ast.unparse(func) in _ENVIRONMENT:
            return _variable(args, known)
        case ast.Subscript(value=value, slice=ast.Constant(value=str() as name)):
            if ast.unparse(value) in ("os.environ", "environ"):
                return f"${{{name}}}"
    return _joined(node, known)


def _joined(node: ast.expr, known: dict[str, str]) -> str:
    match node:
        case ast.BinOp(left=left, op=ast.Add(), right=right) if _is_text(left, known) or _is_text(
            right, known
        ):
            return _text(left, known) + _text(right, known)
        case ast.JoinedStr(values=values):
            return "".join(_text(v, known) for v in values)
        case ast.FormattedValue(value=value, conversion=-1, format_spec=None):
            return _text(value, known)
    raise UntranslatableAt("a value is computed when the server starts", node.lineno)


def _variable(args: list[ast.expr], known: dict[str, str]) -> str:
    texts = [_text(a, known) for a in args]
    if len(texts) == 2 and _DEFAULT.fullmatch(texts[1]):
        return f"${{{texts[0]}:-{texts[1]}}}"
    line = args[0].lineno if args else 1
    raise UntranslatableAt("a value is computed when the server starts", line)


def _is_text(node: ast.expr, known: dict[str, str]) -> bool:
    """Tell whether `+` puts texts together, and does not add numbers."""
    match node:
        case ast.Constant(value=str()) | ast.JoinedStr():
            return True
        case ast.BinOp(left=left):
            return _is_text(left, known)
        case ast.Name(id=name):
            return not known.get(name, "0").isdigit() and not known.get(name, "").startswith("$")
    return False
