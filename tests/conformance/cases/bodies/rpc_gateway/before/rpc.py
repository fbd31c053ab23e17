"""JSON-RPC 2.0 over POST: single calls, batches and notifications."""

from flask import Blueprint, current_app, jsonify, request

bp = Blueprint("rpc", __name__)
METHODS = {}
PARSE_ERROR, INVALID, NOT_FOUND, BAD_PARAMS, INTERNAL = -32700, -32600, -32601, -32602, -32603


def register(name):
    def decorator(function):
        METHODS[name] = function
        return function

    return decorator


@bp.route("", methods=["POST"])
def gateway():
    data = request.get_json(force=True, silent=True)
    if data is None:
        return jsonify(_error(None, PARSE_ERROR, "Parse error"))
    if isinstance(data, list):
        if not data:
            return jsonify(_error(None, INVALID, "Invalid Request"))
        answers = [answer for answer in map(_call, data) if answer is not None]
        return jsonify(answers) if answers else ("", 204)
    answer = _call(data)
    return jsonify(answer) if answer is not None else ("", 204)


def _call(message):
    if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
        return _error(None, INVALID, "Invalid Request")
    ident = message.get("id")
    function = METHODS.get(message.get("method"))
    if function is None:
        return _error(ident, NOT_FOUND, "Method not found")
    params = message.get("params", [])
    try:
        result = function(**params) if isinstance(params, dict) else function(*params)
    except TypeError:
        return _error(ident, BAD_PARAMS, "Invalid params")
    except Exception:
        current_app.logger.warning("call failed")
        return _error(ident, INTERNAL, "Internal error")
    return {"jsonrpc": "2.0", "id": ident, "result": result} if "id" in message else None


def _error(ident, code, text):
    return {"jsonrpc": "2.0", "id": ident, "error": {"code": code, "message": text}}
