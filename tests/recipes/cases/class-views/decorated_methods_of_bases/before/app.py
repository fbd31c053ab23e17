from flask import Flask, jsonify, request
from flask.views import MethodView
from werkzeug.exceptions import Conflict, HTTPException, MethodNotAllowed


def answering_errors(function):
    def handler(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except HTTPException as error:
            return jsonify(code=error.code, message=error.description), error.code

    return handler


class Base(MethodView):
    @answering_errors
    def get(self, *args, **kwargs):
        raise MethodNotAllowed()

    @answering_errors
    def post(self, *args, **kwargs):
        raise MethodNotAllowed()


class Show:
    def get(self, name):
        if name == "taken":
            self.taken(name)
        return self.shown(name)


class Item(Show, Base):
    def taken(self, name):
        raise Conflict(description=f"{name} is taken")

    def shown(self, name):
        return jsonify(name=name, size=request.args.get("size"))

    @answering_errors
    def get(self, name):
        return super().get(name)


class Items(Base):
    @answering_errors
    def post(self):
        return jsonify(made=request.get_data(as_text=True)), 201


app = Flask(__name__)
app.add_url_rule("/items", view_func=Items.as_view("items"))
app.add_url_rule("/items/<name>", view_func=Item.as_view("item"))
