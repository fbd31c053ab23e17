import importlib

from flask.views import MethodView

from compat.application import Application
from compat.legacy import Fallback


class Twice:
    def __init__(self, function):
        self.function = function

    def __call__(self, *args, **kwargs):
        return self.function(None, *args, **kwargs) * 2


# unflask UF112: the class view is more than a class with methods: its decorator `app.Twice` is not known to keep the signature
class Word(MethodView):
    @Twice
    def get(self, word):
        return word


def shouting(function):
    def shout(**kwargs):
        return function(**kwargs).upper()

    return shout


# unflask UF112: the class view is more than a class with methods: its decorator `staticmethod` is not known to keep the signature
class Shout(MethodView):
    @staticmethod
    @shouting
    def get(word):
        return word


app = Application(__name__)
# Left on Flask: its decorator `app.Twice` is not known to keep the signature.
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
pass
# Left on Flask: its decorator `staticmethod` is not known to keep the signature.
pass


@app.get("/plain")
def plain():
    return "plain"
