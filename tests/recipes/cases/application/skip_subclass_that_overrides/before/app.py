from flask import Flask


class Shop(Flask):
    def make_response(self, rv):
        return super().make_response(rv or "")


app = Shop(__name__)


@app.route("/")
def index():
    return None
