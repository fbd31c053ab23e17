from flask import Flask, abort, jsonify, request
from flask_cors import CORS, cross_origin

app = Flask(__name__)
app.config["CORS_MAX_AGE"] = 600
CORS(
    app,
    resources={r"/api/*": {"origins": ["http://a.com", r"http://.*\.b\.com"]}},
    supports_credentials=True,
)


@app.after_request
def stamp(response):
    response.headers["X-Origin-Allowed"] = response.headers.get("Access-Control-Allow-Origin", "")
    return response


@app.route("/api/books", methods=["GET", "POST"])
def books():
    return jsonify(query=request.args.get("q"))


@app.route("/api/gone")
def gone():
    abort(410)


@app.route("/api/broken")
def broken():
    raise LookupError("nothing there")


@app.route("/about")
def about():
    return "about"
