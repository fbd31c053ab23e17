from flask import Flask

from rpc import bp, register


@register("math.add")
def add(*numbers):
    return sum(numbers)


@register("text.repeat")
def repeat(text, times=2):
    return text * times


@register("fail")
def fail():
    raise RuntimeError("as asked")


def create_app():
    app = Flask(__name__)
    app.register_blueprint(bp, url_prefix="/rpc")
    return app
