"""The staff side of a small hotel: who is in, who is out."""

from flask import Flask, g, jsonify, redirect, request, url_for

from auth import bp as auth_bp
from auth import login_required


def create_app():
    app = Flask(__name__)
    app.config["SECRET_KEY"] = "front-desk"
    app.register_blueprint(auth_bp, url_prefix="/auth")

    @app.route("/")
    def index():
        if g.user is None:
            return redirect(url_for("auth.login", next=request.path))
        return f"Welcome back, {g.user['name']}!"

    @app.route("/rooms")
    @login_required
    def rooms():
        return jsonify(rooms=[101, 102, 201], seen_by=g.user["name"])

    @app.route("/rooms/<int:number>/close", methods=["POST"])
    @login_required
    def close(number):
        if g.user["role"] != "manager":
            return jsonify(error="managers only"), 403
        return jsonify(number=number, closed=True)

    return app


app = create_app()
