"""A team's test bench: errors are verbose, requests are small."""

from flask import Flask, abort, jsonify, request

app = Flask(__name__)
app.config.from_mapping(
    TESTING=False,
    TRAP_BAD_REQUEST_ERRORS=False,
    PROPAGATE_EXCEPTIONS=False,
    MAX_CONTENT_LENGTH=64,
    MAX_FORM_MEMORY_SIZE=30,
    MAX_FORM_PARTS=2,
    JSONIFY_PRETTYPRINT_REGULAR=False,
)
app.json.sort_keys = False
app.json.ensure_ascii = False
app.json.mimetype = "application/vnd.bench+json"
app.url_map.strict_slashes = False


@app.route("/samples/", methods=["GET", "POST"])
def samples():
    if request.method == "POST":
        return jsonify(zulu=request.form["zulu"], alpha=request.form.get("alpha", "ä"))
    return jsonify({"zulu": 1, "alpha": [None, True, 1.0]})


@app.route("/samples/<int:number>")
def sample(number):
    return {"number": number, "half": number / 2, "übung": "ß"}


@app.route("/echo", methods=["POST"])
def echo():
    return jsonify(request.get_json())


@app.route("/limit", methods=["POST"])
def limit():
    request.max_content_length = 10
    return jsonify(size=len(request.get_data()))


@app.route("/fail/<int:code>")
def fail(code):
    abort(code, f"you asked for {code}")
