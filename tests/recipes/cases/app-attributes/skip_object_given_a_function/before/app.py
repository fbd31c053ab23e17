from flask import Flask, current_app


class Greeter:
    def __init__(self, greet):
        self.greet = greet


def create_app(greet=lambda: "hello"):
    app = Flask(__name__)
    app.greeter = Greeter(greet)

    @app.route("/")
    def index():
        return current_app.greeter.greet()

    return app
