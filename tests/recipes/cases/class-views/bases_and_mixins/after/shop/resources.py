from fastapi.responses import HTMLResponse

from .compat.context import g, request
from .compat.requests import Request
from .compat.responses import JSONResponse
from .compat.urls import url_for


class Counted:
    """Counts the visits of a session."""

    def visit(self):
        request.session["visits"] = request.session.get("visits", 0) + 1
        g.visits = request.session["visits"]
        return g.visits


class Resource:
    name = ""

    def get(self, key: str):
        return JSONResponse({"name": self.name, "key": key, "at": request.path})

    def delete(self, key):
        return HTMLResponse("", 204)


class Book(Counted, Resource):
    name = "book"

    def get(self, key: int):
        visits = self.visit()
        answer = super().get(key)
        answer.headers["X-Visits"] = str(visits)
        return answer

    def put(self, request: Request, key: int):
        return {"visits": self.visit(), "href": url_for(".book", key=key), "name": request.form_data["name"]}


class Film(Resource):
    name = "film"

    def post(self, key: str):
        return JSONResponse({"key": key, "href": url_for("shop.film", key=key)}, 201)
