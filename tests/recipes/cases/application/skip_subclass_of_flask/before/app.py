from flask import Flask


class Shop(Flask):
    def make_default_options_response(self):
        response = super().make_default_options_response()
        response.headers["X-Shop"] = "1"
        return response


app = Shop(__name__)


@app.route("/")
def index():
    return "index"
