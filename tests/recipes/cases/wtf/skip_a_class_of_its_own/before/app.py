from flask import Flask
from flask_wtf import FlaskForm
from flask_wtf.csrf import CSRFProtect
from wtforms import StringField


class Protection(CSRFProtect):
    def _error_response(self, reason):
        print(reason)


class NameForm(FlaskForm):
    name = StringField()


app = Flask(__name__)
app.config["SECRET_KEY"] = "a shop"
Protection(app)


@app.post("/")
def index():
    return {"data": NameForm(meta={"csrf": False}).data}
