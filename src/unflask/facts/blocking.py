"""Calls that wait or compute for long, by what they wait for: they would stop an event loop."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from unflask.facts.extensions import extension_of, held_by
from unflask.facts.graph import graph
from unflask.model.app import App
from unflask.model.project import Project
from unflask.model.source import Module, Scope, parent

WAITS: dict[str, tuple[str, ...]] = {
    "HTTP": (
        "requests", "urllib.request", "urllib3", "http.client", "httpx.get", "httpx.post",
        "httpx.put", "httpx.patch", "httpx.delete", "httpx.head", "httpx.options", "httpx.request",
        "httpx.stream", "httpx.Client", "requests_oauthlib", "xmlrpc.client", "zeep", "suds",
    ),
    "a service": (
        "boto3", "botocore", "smtplib", "imaplib", "poplib", "ftplib", "paramiko", "fabric", "ldap",
        "ldap3", "kafka", "confluent_kafka", "pika", "kombu", "elasticsearch", "opensearchpy",
        "twilio", "stripe", "sendgrid", "hvac", "consul", "googleapiclient", "google.cloud",
        "slack_sdk", "docker", "kubernetes.client", "pysaml2", "saml2", "telnetlib", "pyrad",
        "flask_mail", "flask_mailman",
    ),
    "a database": (
        "sqlite3", "psycopg2", "psycopg", "pymysql", "MySQLdb", "mysql.connector", "mariadb",
        "pyodbc", "pymssql", "cx_Oracle", "oracledb", "pymongo", "mongoengine", "redis",
        "memcache", "pymemcache", "cassandra", "peewee", "influxdb", "clickhouse_driver",
        "flask_pymongo", "flask_redis", "flask_mongoengine", "flask_caching",
    ),
    "a socket": (
        "socket.create_connection", "socket.socket", "socket.getaddrinfo", "socket.gethostbyname",
        "socket.gethostbyaddr", "socket.getfqdn", "select", "ssl.get_server_certificate",
    ),
    "another process": (
        "subprocess", "os.system", "os.popen", "os.wait", "os.waitpid", "multiprocessing", "pexpect",
        "sh",
    ),
    "time": ("time.sleep", "signal.pause"),
    "the disk": (
        "io.open", "codecs.open", "shutil", "os.listdir", "os.walk", "os.scandir", "os.remove",
        "os.unlink", "os.rename", "os.replace", "os.makedirs", "os.mkdir", "os.rmdir", "os.stat",
        "os.path.exists", "os.path.getsize", "os.path.getmtime", "os.path.isfile", "os.path.isdir",
        "glob", "zipfile", "tarfile", "tempfile", "shelve", "dbm", "fileinput", "linecache",
        "flask.send_file", "flask.send_from_directory", "pandas.read_csv", "pandas.read_excel",
        "pandas.read_sql", "PIL.Image.open",
    ),
    "a slow hash": (
        "bcrypt", "flask_bcrypt", "passlib", "argon2", "scrypt", "hashlib.pbkdf2_hmac",
        "hashlib.scrypt", "werkzeug.security.generate_password_hash",
        "werkzeug.security.check_password_hash", "crypt",
    ),
}  # fmt: skip
_QUICK = {
    "requests.exceptions", "requests.adapters", "requests.auth", "requests.utils", "requests.codes",
    "urllib.request.Request", "redis.asyncio", "redis.exceptions", "pymongo.errors", "bcrypt.gensalt",
    "botocore.exceptions", "botocore.config", "boto3.session.Config", "ldap3.Server", "passlib.pwd",
    "ldap.filter", "ldap.dn", "psycopg2.sql", "psycopg2.extras", "psycopg2.extensions",
    "subprocess.CalledProcessError", "subprocess.list2cmdline", "ldap3.utils", "passlib.utils",
    "elasticsearch.exceptions", "google.cloud.exceptions", "pymysql.converters", "tempfile.gettempdir",
    "ssl.create_default_context", "docker.errors", "stripe.error", "flask_mail.Message",
}  # fmt: skip
_WHAT = {prefix: what for what, prefixes in WAITS.items() for prefix in prefixes}
_OPENERS = {
    "requests.Session", "requests.session", "httpx.Client", "urllib3.PoolManager",
    "http.client.HTTPConnection", "http.client.HTTPSConnection", "sqlite3.connect",
    "psycopg2.connect", "psycopg.connect", "pymysql.connect", "MySQLdb.connect", "pyodbc.connect",
    "mysql.connector.connect", "mariadb.connect", "pymssql.connect", "cx_Oracle.connect",
    "oracledb.connect", "pymongo.MongoClient", "redis.Redis", "redis.StrictRedis", "redis.from_url",
    "redis.Redis.from_url", "redis.StrictRedis.from_url", "memcache.Client", "boto3.client",
    "boto3.resource", "smtplib.SMTP", "smtplib.SMTP_SSL", "imaplib.IMAP4", "imaplib.IMAP4_SSL",
    "ftplib.FTP", "paramiko.SSHClient", "ldap.initialize", "ldap3.Connection",
    "elasticsearch.Elasticsearch", "kafka.KafkaProducer", "socket.socket", "subprocess.Popen",
    "flask_redis.FlaskRedis", "flask_pymongo.PyMongo", "flask_caching.Cache", "flask_mail.Mail",
    "flask_mailman.Mail", "flask_bcrypt.Bcrypt", "docker.from_env", "docker.DockerClient",
    "passlib.context.CryptContext", "argon2.PasswordHasher"
}  # fmt: skip
_CARRIES = {
    "cursor",
    "connect",
    "pipeline",
    "client",
    "begin",
    "get_connection",
    "db",
    "get_database",
}
_PATHS = {"read_text", "write_text", "read_bytes", "write_bytes", "iterdir", "rglob"}
_SQL = {
    "session", "engine", "execute", "scalar", "scalars", "commit", "create_all", "drop_all",
    "get_or_404", "first_or_404", "one_or_404", "paginate", "query",
}  # fmt: skip
_BY_METHOD: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (
        frozenset({"psycopg2", "psycopg", "pymysql", "MySQLdb", "sqlite3", "mysql", "pyodbc", "mariadb"}),
        frozenset({"execute", "executemany", "executescript", "fetchone", "fetchall", "fetchmany", "commit"}),
    ),
    (
        frozenset({"pymongo", "flask_pymongo"}),
        frozenset({
            "find_one", "find_one_and_update", "find_one_and_delete", "aggregate", "insert_one",
            "insert_many", "update_one", "update_many", "delete_one", "delete_many",
            "count_documents", "create_index", "command", "replace_one",
        }),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class BlockingUse:
    """One call that blocks; `function` holds it, `waits_for` says for what."""

    call: str
    waits_for: str
    function: str
    path: str
    line: int


def blocking_calls(app: App) -> list[BlockingUse]:
    """Return the calls that are known to block, outside tests and outside import time.

    A method of an unknown object counts where its name and the module's imports both speak of a
    database driver.
    """
    found: dict[tuple[str, int, str], BlockingUse] = {}
    for module in app.modules:
        methods = _methods(module)
        for name, scope in module.names:
            function = app.function_at(scope)
            if function is None:
                continue
            for call in _calls(name):
                what = _what(app, call, name, scope, methods)
                if what is not None:
                    label = ast.unparse(call.func)
                    use = BlockingUse(label, what, function, module.path, call.lineno)
                    found.setdefault((module.path, call.lineno, label), use)
                    break
    return sorted(found.values(), key=lambda u: (u.path, u.line, u.call))


def reaching(app: App, function: str) -> tuple[str, ...]:
    """Return the endpoints of the routes that may run a function."""
    users = app.fact(graph).reached_from([function])
    return tuple(sorted({r.endpoint for name in users & app.views.keys() for r in app.views[name]}))


def waits_for(symbol: str) -> str | None:
    """Return what a call of a library's symbol waits for, None where it is not known to wait."""
    parts = symbol.split(".")
    for cut in range(len(parts), 0, -1):
        prefix = ".".join(parts[:cut])
        if prefix in _QUICK:
            return None
        if prefix in _WHAT:
            return _WHAT[prefix]
    return None


def _what(
    app: App, call: ast.Call, name: ast.Name, scope: Scope, methods: frozenset[str]
) -> str | None:
    """Return what one call of a chain that starts with a name waits for."""
    func = call.func
    attributes = _attributes(func)
    if func is name:
        if name.id == "open" and scope.lookup("open") is None:
            return "the disk"
    elif not attributes:
        return None
    elif attributes[-1] in _PATHS:
        return "the disk"
    elif attributes[-1] in methods:
        return "a database"
    symbol = app.project.resolve(func, scope)
    if symbol is not None and app.project.split(symbol)[0] is None:
        return waits_for(symbol)
    if isinstance(func, ast.Attribute):
        opener = _opener(app.project, func.value, scope)
        if opener is not None:
            return waits_for(opener)
        if attributes[0] in _SQL and _starts(func) is name:
            return "a database" if held_by(app.project, name, scope, known=_is_sql) else None
    return None


def _opener(project: Project, node: ast.expr, scope: Scope, depth: int = 5) -> str | None:
    """Return the call that opened the connection an expression holds, however it was named."""
    if depth == 0:
        return None
    if isinstance(node, ast.Call):
        symbol = project.resolve(node.func, scope)
        if symbol in _OPENERS:
            return symbol
        carried = isinstance(node.func, ast.Attribute) and node.func.attr in _CARRIES
        return _opener(project, node.func.value, scope, depth - 1) if carried else None  # type: ignore[attr-defined]
    if isinstance(node, ast.Attribute) and node.attr in _CARRIES:
        return _opener(project, node.value, scope, depth - 1)
    symbol = project.resolve(node, scope)
    bound = project.binding(symbol) if symbol is not None else None
    if bound is None and isinstance(node, ast.Name):
        owner = scope.lookup(node.id)
        bound = (owner.bindings[node.id], owner) if owner is not None else None
    for binding in bound[0] if bound is not None else ():
        value = binding.value or _entered(binding.node)
        found = _opener(project, value, bound[1], depth - 1) if bound and value else None
        if found is not None:
            return found
    return None


def _entered(node: ast.AST) -> ast.expr | None:
    """Return the expression behind the name of `with connect() as name`."""
    above = parent(node)
    return above.context_expr if isinstance(above, ast.withitem) else None


def _is_sql(symbol: str) -> bool:
    extension = extension_of(symbol)
    if extension is not None:
        return extension.module in ("flask_sqlalchemy", "alchemical")
    return symbol.startswith("sqlalchemy.") and symbol.rpartition(".")[2] in (
        "create_engine", "sessionmaker", "scoped_session", "Session",
    )  # fmt: skip


def _methods(module: Module) -> frozenset[str]:
    """Return the names of methods that wait for a database, by the drivers that a module imports."""
    tops = {
        b.target.split(".")[0]
        for scope in module.scopes.values()
        for bound in scope.bindings.values()
        for b in bound
        if b.kind == "import"
    }
    return frozenset(m for drivers, methods in _BY_METHOD if drivers & tops for m in methods)


def _calls(name: ast.Name) -> Iterator[ast.Call]:
    """Yield the calls of a chain that starts with a name: `a.b().c()` has two."""
    node: ast.AST = name
    above = parent(node)
    while True:
        if isinstance(above, ast.Attribute | ast.Subscript) and above.value is node:
            node, above = above, parent(above)
        elif isinstance(above, ast.Call) and above.func is node:
            yield above
            node, above = above, parent(above)
        else:
            return


def _starts(func: ast.expr) -> ast.expr:
    while isinstance(func, ast.Attribute):
        func = func.value
    return func


def _attributes(func: ast.expr) -> list[str]:
    found: list[str] = []
    while isinstance(func, ast.Attribute):
        found.insert(0, func.attr)
        func = func.value
    return found
