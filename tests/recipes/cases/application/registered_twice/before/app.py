from flask import Blueprint, Flask, jsonify, request, url_for

notes = Blueprint("notes", __name__, cli_group="notes")
outer = Blueprint("outer", __name__, url_prefix="/outer")


@notes.before_request
def only_named():
    if request.args.get("stop"):
        return f"stopped in {request.blueprint}", 403


@notes.get("/")
def index():
    return jsonify(
        blueprint=request.blueprint,
        blueprints=request.blueprints,
        endpoint=request.endpoint,
        other=url_for(".show", number=1),
        first=url_for("notes.show", number=2),
    )


@notes.get("/<int:number>")
def show(number):
    return jsonify(number=number, index=url_for(".index"))


@notes.errorhandler(404)
def missing(error):
    return f"missing in {request.blueprint}", 404


@notes.cli.command("count")
def count():
    print("3")


def create_app():
    app = Flask(__name__)
    app.register_blueprint(notes, url_prefix="/notes")
    app.register_blueprint(notes, url_prefix="/again", name="again")
    outer.register_blueprint(notes, url_prefix="/inner", name="inner")
    app.register_blueprint(outer, name="shell")
    return app
