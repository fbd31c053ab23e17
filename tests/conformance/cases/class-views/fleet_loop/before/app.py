"""Fleet: the same three endpoints for each kind of vehicle."""

from flask import Blueprint, Flask, jsonify, request
from flask.views import MethodView

fleet = Blueprint("fleet", __name__)


class Vehicles(MethodView):
    wheels = 0

    def __init__(self, garage):
        self.garage = garage

    def get(self):
        return jsonify(
            kind=type(self).__name__.lower(), wheels=self.wheels, plates=sorted(self.garage)
        )

    def post(self):
        plate = request.args.get("plate", "").strip().upper()
        if not plate:
            return jsonify(error="plate is missing"), 400
        self.garage.add(plate)
        return jsonify(added=plate, count=len(self.garage), at=request.path), 201


class Cars(Vehicles):
    wheels = 4


class Bikes(Vehicles):
    wheels = 2

    def delete(self):
        self.garage.clear()
        return jsonify(count=0)


class Trams(Vehicles):
    methods = ["GET"]
    wheels = 8


VIEWS = [
    ("/cars", "cars", Cars, {"OS-1", "OS-2"}),
    ("/bikes", "bikes", Bikes, set()),
    ("/trams", "trams", Trams, {"T1"}),
]

for rule, endpoint, view, garage in VIEWS:
    fleet.add_url_rule(rule, view_func=view.as_view(endpoint, garage))

app = Flask(__name__)
app.register_blueprint(fleet, url_prefix="/fleet")
