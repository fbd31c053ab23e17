"""A thermometer that is read by WebSockets, and by a page that names them."""

from flask import Blueprint, Flask, jsonify, request, url_for
from flask_sock import ConnectionClosed, Sock

sock = Sock()
cellar = Blueprint("cellar", __name__, url_prefix="/cellar")
degrees = {"hall": 19}


@sock.route("/rooms/<room>")
def follow(ws, room):
    """Send what is measured, until nobody listens."""
    while ws.connected:
        wanted = ws.receive(timeout=30)
        if wanted is None:
            ws.close(1000, "nobody asks")
            return
        try:
            ws.send(f"{room}: {degrees.get(room, '?')} {request.args.get('unit', 'C')}")
        except ConnectionClosed:
            break


@sock.route("/<int:shelf>", bp=cellar)
def bottles(ws, shelf):
    ws.send(b"\x00" * shelf)


def create_app():
    app = Flask(__name__)
    sock.init_app(app)
    app.register_blueprint(cellar)

    @app.get("/")
    def index():
        return jsonify(follow=url_for("__flask_sock.follow", room="hall"), bottles="/cellar/1")

    @app.put("/rooms/<room>")
    def measured(room):
        degrees[room] = request.get_json()
        return "", 204

    return app
