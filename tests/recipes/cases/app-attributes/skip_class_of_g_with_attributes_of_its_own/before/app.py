from flask import Flask, g


class Context:
    def __getattr__(self, name):
        return f"no {name}"


app = Flask(__name__)
app.app_ctx_globals_class = Context


@app.route("/")
def index():
    return g.name
