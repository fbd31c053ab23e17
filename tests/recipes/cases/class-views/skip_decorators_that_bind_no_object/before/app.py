from flask import Flask
from flask.views import MethodView


class Twice:
    def __init__(self, function):
        self.function = function

    def __call__(self, *args, **kwargs):
        return self.function(None, *args, **kwargs) * 2


class Word(MethodView):
    @Twice
    def get(self, word):
        return word


def shouting(function):
    def shout(**kwargs):
        return function(**kwargs).upper()

    return shout


class Shout(MethodView):
    @staticmethod
    @shouting
    def get(word):
        return word


app = Flask(__name__)
app.add_url_rule("/twice/<word>", view_func=Word.as_view("twice"))
app.add_url_rule("/shout/<word>", view_func=Shout.as_view("shout"))


@app.route("/plain")
def plain():
    return "plain"
