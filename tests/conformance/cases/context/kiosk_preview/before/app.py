"""Kiosk: renders pages for other addresses than the one that was asked for."""

from flask import Flask, current_app, jsonify, render_template_string, request, url_for
from flask import has_request_context

app = Flask(__name__)
app.config["TITLE"] = "Kiosk"

PAGE = "{{ config.TITLE }}: {{ request.path }} for {{ request.args.get('who', 'all') }}"


def render():
    return render_template_string(PAGE)


@app.get("/page/<name>")
def page(name):
    return render()


@app.get("/preview")
def preview():
    """The page as somebody else would see it, drawn within a request of its own."""
    target = request.args.get("path", "/page/start")
    if not target.startswith("/page/"):
        return jsonify(error="only pages have previews"), 400
    with current_app.test_request_context(target):
        drawn = render()
        inside = request.full_path
    return jsonify(preview=drawn, inside=inside, outside=request.path)


@app.get("/self")
def call_self():
    answer = current_app.test_client().get(url_for("page", name="self", who="me"))
    return jsonify(status=answer.status_code, text=answer.get_data(as_text=True))


@app.get("/context")
def context():
    return jsonify(request=has_request_context(), name=current_app.name, same=current_app == app)
