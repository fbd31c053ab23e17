from flask import Flask, jsonify, request
from sqlalchemy.exc import IntegrityError

from models import Parcel, Scan, db


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
    db.init_app(app)

    with app.app_context():
        db.create_all()
        db.session.add_all([Parcel(code="P1"), Parcel(code="P2", weight=2.5)])
        db.session.commit()

    @app.after_request
    def keep(response):
        """What went well is kept; nobody has to remember to commit."""
        if response.status_code < 400 and request.method != "GET":
            db.session.commit()
        return response

    @app.errorhandler(IntegrityError)
    def double(error):
        return jsonify(error="exists already"), 409

    @app.route("/parcels")
    def parcels():
        found = Parcel.query.order_by(Parcel.code)
        return jsonify([parcel.to_dict() for parcel in found.all()])

    @app.route("/parcels/<code>", methods=["GET", "PUT"])
    def parcel(code):
        if request.method == "PUT":
            parcel = Parcel(code=code, weight=request.json.get("weight", 1))
            db.session.add(parcel)
            db.session.flush()
            if parcel.weight > 30:
                return jsonify(error="too heavy", id=parcel.id), 422
            return jsonify(parcel.to_dict()), 201
        return jsonify(Parcel.query.filter_by(code=code).first_or_404().to_dict())

    @app.route("/parcels/<code>/scans", methods=["POST"])
    def scan(code):
        parcel = Parcel.query.filter(Parcel.code == code).first_or_404()
        parcel.scans.append(Scan(place=request.args["place"]))
        if request.args.get("final"):
            parcel.state = "delivered"
        if len(parcel.scans) > 2:
            raise RuntimeError("lost in a loop")
        return jsonify(parcel.to_dict())

    @app.route("/places")
    def places():
        rows = (
            db.session.query(Scan.place, db.func.count())
            .group_by(Scan.place)
            .order_by(Scan.place)
            .all()
        )
        return jsonify({place: count for place, count in rows})

    return app
