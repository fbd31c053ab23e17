from flask import Flask, jsonify, request

from network import client_address, is_internal

app = Flask(__name__)


@app.before_request
def block_robots():
    if "curl" in request.user_agent.string.lower() and not is_internal():
        return "No robots\n", 403
    return None


@app.route("/whoami")
def whoami():
    agent = request.user_agent
    return jsonify(
        address=client_address(),
        direct=request.remote_addr,
        route=list(request.access_route),
        agent=agent.string,
        agent_text=str(agent),
        known=bool(agent),
        referrer=request.referrer,
        user=request.remote_user,
        internal=is_internal(),
    )


@app.route("/url/<path:rest>", methods=["GET", "POST"])
def url(rest):
    return jsonify(
        {
            "url": request.url,
            "base": request.base_url,
            "host": request.host,
            "host_url": request.host_url,
            "root": request.url_root,
            "root_url": request.root_url,
            "path": request.path,
            "full": request.full_path,
            "script": request.script_root,
            "scheme": request.scheme,
            "secure": request.is_secure,
            "method": request.method,
            "endpoint": request.endpoint,
            "arguments": request.view_args,
            "rule": str(request.url_rule),
            "rest": rest,
        }
    )


@app.route("/environ")
def environ():
    keys = ("REQUEST_METHOD", "PATH_INFO", "QUERY_STRING", "HTTP_HOST", "HTTP_X_TRACE")
    return {key: request.environ.get(key, "-") for key in keys}


@app.route("/headers")
def headers():
    mine = {name: value for name, value in request.headers.items() if name.startswith("X-")}
    return {
        "mine": mine,
        "all": request.headers.getlist("X-Tag"),
        "has": "x-tag" in request.headers,
        "number": request.headers.get("X-Number", 7, type=int),
        "required": request.headers["X-Required"],
    }
