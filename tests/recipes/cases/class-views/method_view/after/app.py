from fastapi.responses import HTMLResponse

from compat.application import Application

app = Application(__name__)


class Items:
    def get(self, key: int):
        return {"key": key}

    def delete(self, key: int):
        return HTMLResponse("", 204)


items = Items()
app.add_api_route("/items/{key:int}", items.get, methods=["GET"], name="items")
app.add_api_route("/items/{key:int}", items.delete, methods=["DELETE"], name="items")


@app.get("/plain")
def plain():
    return [1, 2]
