from flask import Flask, jsonify, request, url_for


def create_app():
    app = Flask(__name__)

    @app.route("/")
    def index():
        return "index"

    @app.route("/echo", methods=["POST"])
    def echo():
        return jsonify(got=request.get_json(), here=url_for("echo"))

    return app
