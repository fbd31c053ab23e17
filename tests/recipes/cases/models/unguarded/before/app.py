from __future__ import annotations

from flask import Flask, jsonify, request


def create_app():
    app = Flask(__name__)
    notes = {}

    @app.errorhandler(400)
    def bad(error):
        return {"error": "bad"}, 400

    @app.after_request
    def stamp(response):
        response.headers["X-Notes"] = str(len(notes))
        return response

    @app.route("/notes/<name>", methods=["POST"])
    def note(name, colour="red"):
        data = request.get_json()
        text = data["text"]
        notes[name] = {"text": text, "from": data.get("from"), "page": data.get("page-size")}
        notes[name]["copy"] = data.get("copy", text)
        notes[name]["seen"] = data.get("seen", False)
        if "schema" in data:
            notes[name]["schema"] = data["schema"]
        if "json" not in data:
            notes[name]["json"] = request.args.get("json", "none") + colour
        return jsonify(notes[name])

    @app.route("/sum", methods=["POST"])
    def sums():
        data = request.json
        factor = data.get("factor", 2)
        return {"sum": int(data["a"]) + int(data["b"]), "factor": factor}

    return app
