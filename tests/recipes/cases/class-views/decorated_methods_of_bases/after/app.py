from compat.application import Application
from compat.context import request
from compat.errors import Conflict, HTTPException, MethodNotAllowed
from compat.responses import JSONResponse


def answering_errors(function):
    def handler(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except HTTPException as error:
            return JSONResponse({"code": error.code, "message": error.description}), error.code

    return handler


class Base:
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
        return JSONResponse({"name": name, "size": request.args.get("size")})

    @answering_errors
    def get(self, name: str):
        return super().get(name)


class Items(Base):
    @answering_errors
    def post(self):
        return JSONResponse({"made": request.get_data(as_text=True)}), 201


app = Application(__name__)
items = Items()
app.add_api_route("/items", items.get, methods=["GET"], name="items")
app.add_api_route("/items", items.post, methods=["POST"], name="items")
item = Item()
app.add_api_route("/items/{name}", item.get, methods=["GET"], name="item")
app.add_api_route("/items/{name}", item.post, methods=["POST"], name="item")
