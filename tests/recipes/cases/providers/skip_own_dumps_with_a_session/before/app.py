from flask import Flask, session
from flask.json.provider import DefaultJSONProvider


class Provider(DefaultJSONProvider):
    """Sessions are written by it, too."""

    def dumps(self, obj, **kwargs):
        kwargs.setdefault("default", str)
        return super().dumps(obj, **kwargs)


app = Flask(__name__)
app.secret_key = "not so secret"
app.json = Provider(app)


@app.route("/")
def index():
    session["seen"] = session.get("seen", 0) + 1
    return {"seen": session["seen"]}
