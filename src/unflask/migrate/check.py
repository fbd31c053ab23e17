"""Start the result in a child process before anybody relies on it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

from unflask.migrate.run import Migration, Options, migrate
from unflask.model.errors import NotImportedError
from unflask.model.project import Project
from unflask.model.scratch import scratch
from unflask.plan.plan import Conflict
from unflask.rewrite.apply import BrokenOutput
from unflask.rewrite.edits import Overlap

_SECONDS = 60
_CHILD = """
import ast, asyncio, importlib, sys
sys.path.insert(0, "src")
sys.path.insert(0, "")
module, _, attribute = sys.argv[1].partition(":")
named = ast.parse(attribute, mode="eval").body
call = named if isinstance(named, ast.Call) else None
app = getattr(importlib.import_module(module), ast.unparse(call.func if call else named))
if call:
    given = {k.arg: ast.literal_eval(k.value) for k in call.keywords}
    app = app(*map(ast.literal_eval, call.args), **given)
async def start():
    sent = []
    async def receive():
        return {"type": "http.disconnect"} if sent else {"type": "http.request", "body": b""}
    async def send(message):
        sent.append(message)
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
        "scheme": "http", "path": "/unflask-is-this-on", "raw_path": b"/unflask-is-this-on",
        "query_string": b"", "root_path": "", "headers": [(b"host", b"localhost")],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80), "state": {},
    }
    await app(scope, receive, send)
    assert sent and sent[0]["type"] == "http.response.start", sent
asyncio.run(start())
print("UNFLASK started")
"""


def started(files: dict[str, bytes | str], asgi: str, python: str | None = None) -> str | None:
    """Import the ASGI application and send it one request; return what went wrong, or None."""
    with scratch() as folder:
        for path, content in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode() if isinstance(content, str) else content)
        try:
            done = subprocess.run(
                [python or sys.executable, "-c", _CHILD, asgi],
                cwd=folder,
                env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
                capture_output=True,
                text=True,
                timeout=_SECONDS,
                stdin=subprocess.DEVNULL,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return f"it did not start within {_SECONDS} seconds"
        if "UNFLASK started" in done.stdout:
            return None
        lines = [x for x in done.stderr.strip().splitlines() if x.strip()]
        places = [x.strip() for x in lines if x.strip().startswith(f'File "{folder}')]
        where = f" ({places[-1].replace(f'{folder}/', '')})" if places else ""
        return f"{lines[-1] if lines else 'it ended without a word'}{where}"


def migrate_checked(project: Project, options: Options) -> Migration:
    """Migrate, and start the result; one that does not start is left on Flask as a whole.

    So is one that could not be written, which is a fault of unflask and is said so. Where the original
    does not import, nothing could be started or proven: its routes are listed as reading found them,
    and there are no files. Raises what `migrate` raises otherwise.
    """
    try:
        found = migrate(project, options)
    except NotImportedError as error:
        return _only_read(project, options, error.why)
    except (BrokenOutput, Conflict, Overlap) as error:
        reason = f"unflask could not rewrite it, which is a fault of its own: {error}"
        return migrate(project, options, left=reason)
    if not options.live:
        return found
    fault = started(found.files, found.result.asgi, options.python)
    if fault is None:
        return found
    reason = f"the converted application did not start: {fault}"
    return migrate(project, options, left=reason)


def _only_read(project: Project, options: Options, why: str) -> Migration:
    """Return the routes of an application that does not import, each left on Flask, and no files."""
    reason = f"the application could not be imported: {why}"
    found = migrate(project, replace(options, live=False), left=reason)
    result = replace(found.result, asgi="", files=(), import_error=why)
    return replace(found, files={}, before={}, result=result)
