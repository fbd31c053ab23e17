"""Tells which session cookies the original can read; run as a script, in a process of its own.

Arguments: application, and a file with a JSON object of cookie values by name. Prints a JSON
object: the name of the app's session cookie, and whether it reads each value. The signature is
what counts here, so the age of a cookie is not looked at.
"""

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any


def main(name: str, cookies: str) -> None:
    """Load the application by the server's own rules, and try every value."""
    sys.path.insert(0, str(Path.cwd()))
    app = _serve().load_wsgi(name)
    serializer = app.session_interface.get_signing_serializer(app)
    values = json.loads(Path(cookies).read_text(encoding="utf-8"))
    named = values.get(app.config["SESSION_COOKIE_NAME"], [])
    readable = {value: _readable(serializer, value) for value in named}
    # On a line of its own, since the application may print while it is imported.
    sys.stdout.write("\n" + json.dumps({"readable": readable}) + "\n")


def _readable(serializer: Any, value: str) -> bool:
    from itsdangerous import BadSignature

    try:
        serializer.loads(value)
    except BadSignature:
        return False
    return True


def _serve() -> Any:
    spec = importlib.util.spec_from_file_location(
        "unflask_serve", Path(__file__).with_name("serve.py")
    )
    if spec is None or spec.loader is None:
        raise ImportError("serve.py is not beside this file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main(*sys.argv[1:3])
