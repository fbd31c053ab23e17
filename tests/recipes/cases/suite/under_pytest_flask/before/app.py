from flask import Flask, Response, g, jsonify, redirect, request, session, url_for


def create_app():
    app = Flask(__name__)
    app.config.update(SECRET_KEY="fixture", TESTING=True)

    @app.route("/ping")
    def ping():
        return jsonify(ping="pong", debug=app.debug)

    @app.route("/count", methods=["POST"])
    def count():
        session["n"] = session.get("n", 0) + 1
        g.counted = session["n"]
        return str(session["n"])

    @app.route("/items/<int:number>")
    def item(number):
        return redirect(url_for("ping", number=number))

    @app.route("/kind")
    def kind():
        return Response(request.headers.get("Accept", ""), mimetype="text/plain")

    return app
