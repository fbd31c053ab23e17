from fastapi import HTTPException

from compat.application import Application
from compat.requests import Request

app = Application(__name__)
ANIMALS = {1: "cat", 2: "dog"}
PLANTS = {1: "oak"}


class ItemAPI:
    def __init__(self, model, kind="thing"):
        self.model = model
        self.kind = kind

    def _get_item(self, id):
        if id not in self.model:
            raise HTTPException(404)
        return self.model[id]

    def get(self, id: int):
        return {"kind": self.kind, "name": self._get_item(id)}

    def patch(self, request: Request, id: int):
        self._get_item(id)
        self.model[id] = request.get_json()["name"]
        return {"kind": self.kind, "name": self.model[id]}


class GroupAPI:
    def __init__(self, model):
        self.model = model

    def get(self):
        return sorted(self.model.values())


animal = ItemAPI(ANIMALS, kind="animal")
app.add_api_route("/animals/{id:int}", animal.get, methods=["GET"], name="animal")
app.add_api_route("/animals/{id:int}", animal.patch, methods=["PATCH"], name="animal")
plant = ItemAPI(PLANTS)
app.add_api_route("/plants/{id:int}", plant.get, methods=["GET"], name="plant")
app.add_api_route("/plants/{id:int}", plant.patch, methods=["PATCH"], name="plant")
app.add_api_route("/animals/", GroupAPI(ANIMALS).get, methods=["GET"], name="animals")
