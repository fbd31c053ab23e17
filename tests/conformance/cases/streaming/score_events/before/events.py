import json

from flask import Blueprint, Response, abort, current_app, g, request, stream_with_context

bp = Blueprint("events", __name__)
MATCHES = {"derby": [("kickoff", None), ("goal", {"by": "YB", "minute": 12}), ("end", [1, 0])]}


def sse(event, data, ident):
    body = json.dumps(data, sort_keys=True)
    return f"id: {ident}\nevent: {event}\ndata: {body}\n\n"


@bp.before_request
def remember():
    raw = request.headers.get("Last-Event-ID") or request.args.get("last")
    g.last = int(raw) if raw and raw.isdigit() else 0


@bp.after_request
def no_buffering(response):
    if response.mimetype == "text/event-stream":
        response.headers["X-Accel-Buffering"] = "no"
        response.cache_control.no_cache = True
    return response


@bp.route("/<name>/events")
def events(name):
    if name not in MATCHES:
        abort(404)

    def stream():
        yield f"retry: {current_app.config['RETRY']}\n\n"
        for ident, (event, data) in enumerate(MATCHES[name], 1):
            if ident > g.last:
                yield sse(event, data, ident)

    return Response(stream_with_context(stream()), content_type="text/event-stream")


@bp.route("/<name>/fail")
def fail(name):
    def stream():
        yield "data: first\n\n"
        yield sse("x", MATCHES[name], 1)

    if request.args.get("check") and name not in MATCHES:
        return "", 204
    return Response(stream_with_context(stream()), mimetype="text/event-stream")
