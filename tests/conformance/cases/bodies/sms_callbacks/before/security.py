"""The provider signs the URL and the sorted form fields."""

import base64
import hashlib
import hmac

from flask import abort, current_app, g, request


def require_signature():
    if request.endpoint != "sms":
        g.checked = 0
        return
    g.checked = len(request.form)
    given = request.headers.get("X-Signature", "")
    if not hmac.compare_digest(given.encode(), expected().encode()):
        abort(403)


def expected():
    text = request.path + "".join(k + request.form[k] for k in sorted(request.form))
    key = current_app.config["AUTH_TOKEN"].encode()
    return base64.b64encode(hmac.new(key, text.encode(), hashlib.sha1).digest()).decode()
