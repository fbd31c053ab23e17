from flask import Flask, render_template_string, request
from werkzeug.exceptions import HTTPException

from pastes import read_paste

app = Flask(__name__)
app.config.from_mapping(MAX_CONTENT_LENGTH=600, MAX_FORM_MEMORY_SIZE=100, MAX_FORM_PARTS=3)


@app.errorhandler(HTTPException)
def as_text(error):
    return f"{error.code} {error.name}\n", error.code, {"Content-Type": "text/plain"}


@app.route("/", methods=["GET", "POST"])
def index():
    if request.method == "POST":
        text, origin = read_paste()
        if text is None:
            return "Nothing pasted\n", 400
        lines = text.count("\n") + 1
        return render_template_string(
            "{{ lines }} lines by {{ origin }}", lines=lines, origin=origin
        )
    return f"curl -F paste=@file {request.url_root}\n"


@app.route("/count", methods=["PUT"])
def count():
    return {"bytes": len(request.get_data()), "kind": request.mimetype}


@app.route("/json", methods=["POST"])
def json():
    data = request.get_json(silent=True)
    return {"size": len(data) if data else 0}
