"""A login that tells how many attempts are left, and that they are used up."""

from compat.application import Application
from compat.context import current_app
from compat.limiter import Limiter, get_remote_address
from compat.requests import Request
from compat.responses import make_response
from compat.templating import render_template_string

# The application is not there yet: `init_app` brings it.
limiter = Limiter(
    key_func=get_remote_address,
    storage_uri="memory://",
)

PAGE = "<p>{{ message }}</p>{% if limit %}<p>{{ limit.limit }}, {{ limit.remaining }} left</p>{% endif %}"


def answer(template):
    def handler(limit):
        return make_response(render_template_string(template, message="Enough.", limit=limit))

    return handler


def create_app():
    app = Application(__name__)
    limiter.init_app(app)

    @app.api_route("/login", methods=["GET", "POST"])
    @limiter.limit("3/day", on_breach=answer(PAGE), methods=["POST"])
    def login(request: Request):
        message = "Who are you?"
        if request.method == "POST":
            if request.form_data.get("password") == "right":
                return "Welcome."
            message = "Wrong."
            if limiter.current_limit is not None:
                message = f"Wrong. Only {limiter.current_limit.remaining} attempts left."
        return render_template_string(PAGE, message=message)

    @app.get("/project")
    @limiter.limit("2/day", error_message="Not so often!")
    def project():
        return current_app.name

    return app
