from flask import Flask
from flask.views import MethodView
from flask_wtf.csrf import CSRFProtect

app = Flask(__name__)
app.config["SECRET_KEY"] = "a shop"
csrf = CSRFProtect(app)


class Books(MethodView):
    decorators = [csrf.exempt]

    def post(self):
        return "added"


app.add_url_rule("/books", view_func=Books.as_view("books"))


@app.post("/plain")
def plain():
    return "plain"
