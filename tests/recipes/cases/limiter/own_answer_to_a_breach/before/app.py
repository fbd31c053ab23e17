"""A login that tells how many attempts are left, and that they are used up."""

from flask import Flask, current_app, make_response, render_template_string, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

# The application is not there yet: `init_app` brings it.
limiter = Limiter(
    app=current_app,
    key_func=get_remote_address,
    storage_uri="memory://",
)

PAGE = "<p>{{ message }}</p>{% if limit %}<p>{{ limit.limit }}, {{ limit.remaining }} left</p>{% endif %}"


def answer(template):
    def handler(limit):
        return make_response(render_template_string(template, message="Enough.", limit=limit))

    return handler


def create_app():
    app = Flask(__name__)
    limiter.init_app(app)

    @app.route("/login", methods=["GET", "POST"])
    @limiter.limit("3/day", on_breach=answer(PAGE), methods=["POST"])
    def login():
        message = "Who are you?"
        if request.method == "POST":
            if request.form.get("password") == "right":
                return "Welcome."
            message = "Wrong."
            if limiter.current_limit is not None:
                message = f"Wrong. Only {limiter.current_limit.remaining} attempts left."
        return render_template_string(PAGE, message=message)

    @app.route("/project")
    @limiter.limit("2/day", error_message="Not so often!")
    def project():
        return current_app.name

    return app
