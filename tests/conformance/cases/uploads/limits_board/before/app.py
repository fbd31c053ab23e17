from flask import Flask, request
from werkzeug.exceptions import RequestEntityTooLarge

app = Flask(__name__)
app.config.from_mapping(
    MAX_CONTENT_LENGTH=200,
    MAX_FORM_MEMORY_SIZE=60,
    MAX_FORM_PARTS=3,
)


@app.errorhandler(RequestEntityTooLarge)
def too_large(error):
    return {"error": "too large", "limit": request.max_content_length}, error.code


@app.route("/notes", methods=["POST"])
def notes():
    return {"text": request.form.get("text"), "keys": sorted(request.form)}


@app.route("/json", methods=["POST"])
def json():
    return {"data": request.get_json()}


@app.route("/quiet", methods=["POST"])
def quiet():
    return {"data": request.get_json(silent=True)}


@app.route("/raw", methods=["POST"])
def raw():
    return {"length": len(request.data)}


@app.route("/unread", methods=["POST"])
def unread():
    return {"declared": request.content_length}


@app.route("/careful", methods=["POST"])
def careful():
    if request.content_length and request.content_length > 100:
        return "Please split it", 413
    try:
        return f"{len(request.files)} files, {len(request.form)} fields"
    except RequestEntityTooLarge as error:
        return f"refused: {error.name}", 400
