from crm.base import Resource


class ContactResource(Resource):
    name = "contacts"
    required = ("name",)
    rows = {1: {"name": "Ada"}, 2: {"name": "Bob"}, 3: {"name": "Cleo"}}


class DealResource(Resource):
    name = "deals"
    required = ("title", "worth")
    rows = {1: {"title": "Pumps", "worth": 900}}

    def show(self, row_id):
        shown = super().show(row_id)
        shown["big"] = shown["worth"] >= 1000
        return shown

    def delete(self, row_id):
        return ("", 204) if self.rows.pop(row_id, None) else ("no such deal", 404)


def register(app, resource):
    view = resource.as_view(resource.name)
    path = f"/{resource.name}/"
    app.add_url_rule(path, defaults={"row_id": None}, view_func=view, methods=["GET"])
    app.add_url_rule(path, view_func=view, methods=["POST"])
    app.add_url_rule(f"{path}<int:row_id>", view_func=view, methods=["GET", "DELETE"])
