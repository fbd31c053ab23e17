import functools
import hashlib
import hmac

from flask import abort, current_app, g, jsonify, request


def signature(secret, body):
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def verified(view):
    """Only signed deliveries get through; what they carry is put on `g`."""

    @functools.wraps(view)
    def wrapper(source, *args, **kwargs):
        secret = current_app.config["WEBHOOK_SECRETS"].get(source) or abort(404)
        body = request.get_data(cache=True)
        given = request.headers.get("X-Signature", "")
        if not hmac.compare_digest(signature(secret, body), given):
            current_app.logger.warning("bad signature from %s", request.remote_addr)
            return jsonify(status="refused", reason="bad signature"), 401
        try:
            g.event = request.headers["X-Event"]
            g.delivery = request.headers["X-Delivery"]
        except KeyError:
            return jsonify(status="refused", reason="headers are missing"), 400
        g.payload = request.get_json()
        return view(source, *args, **kwargs)

    return wrapper
