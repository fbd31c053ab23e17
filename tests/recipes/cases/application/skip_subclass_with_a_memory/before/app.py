from flask import Flask, current_app


class Counting(Flask):
    def __init__(self, name):
        super().__init__(name)
        self.seen = {}


def create_app():
    app = Counting(__name__)

    @app.route("/<name>")
    def index(name):
        seen = current_app.seen
        seen[name] = seen.get(name, 0) + 1
        return seen

    return app
