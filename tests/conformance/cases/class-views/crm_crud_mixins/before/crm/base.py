from flask import abort, current_app, jsonify, request
from flask.views import MethodView


class Paginated:
    def page(self, rows):
        size = current_app.config["PAGE_SIZE"]
        number = max(request.args.get("page", 1, int), 1)
        return {
            "page": number,
            "total": len(rows),
            "rows": rows[(number - 1) * size : number * size],
        }


class Validated:
    required = ()

    def data(self):
        data = request.get_json()
        missing = [key for key in self.required if not data.get(key)]
        if missing:
            abort(400, f"missing: {', '.join(missing)}")
        return data


class Resource(Paginated, Validated, MethodView):
    """What all resources do alike; `rows` and `required` are theirs."""

    rows: dict

    def get(self, row_id):
        if row_id is None:
            return jsonify(self.page([self.show(i) for i in self.rows]))
        if row_id not in self.rows:
            abort(404)
        return jsonify(self.show(row_id))

    def post(self):
        data = self.data()
        row_id = len(self.rows) + 1
        self.rows[row_id] = {key: data[key] for key in self.required}
        return self.show(row_id), 201

    def show(self, row_id):
        return {"id": row_id, **self.rows[row_id]}
