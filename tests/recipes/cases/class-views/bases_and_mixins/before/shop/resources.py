from flask import g, jsonify, request, session, url_for
from flask.views import MethodView


class Counted:
    """Counts the visits of a session."""

    def visit(self):
        session["visits"] = session.get("visits", 0) + 1
        g.visits = session["visits"]
        return g.visits


class Resource(MethodView):
    name = ""

    def get(self, key):
        return jsonify(name=self.name, key=key, at=request.path)

    def delete(self, key):
        return "", 204


class Book(Counted, Resource):
    name = "book"

    def get(self, key):
        visits = self.visit()
        answer = super().get(key)
        answer.headers["X-Visits"] = str(visits)
        return answer

    def put(self, key):
        return jsonify(visits=self.visit(), href=url_for(".book", key=key), name=request.form["name"])


class Film(Resource):
    name = "film"

    def post(self, key):
        return jsonify(key=key, href=url_for("shop.film", key=key)), 201
