from flask import Flask, jsonify


class Ext:
    def __init__(self, app):
        self.helper(app)

    def helper(self, app):
        app.url_build_error_handlers.append(print)


class Conf:
    @classmethod
    def init_app(cls, app):
        cls.more(app)

    @classmethod
    def more(cls, app):
        app.config["N"] = str(app.shell_context_processors)


app = Flask(__name__)
Ext(app)
Conf.init_app(app)


@app.route("/")
def index():
    return jsonify(ok=True)
