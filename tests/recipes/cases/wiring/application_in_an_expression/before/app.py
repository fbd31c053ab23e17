from flask import Flask, session


def configured(app, **settings):
    app.config.update(settings)
    return app


class Holder:
    def __init__(self):
        self.app = configured(Flask(__name__), SECRET_KEY="fixture")
        self.app.add_url_rule("/", view_func=self.index)

    def index(self):
        session["n"] = session.get("n", 0) + 1
        return str(session["n"])


app = Holder().app
