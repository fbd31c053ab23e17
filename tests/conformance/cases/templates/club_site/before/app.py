from flask import Flask, render_template, url_for

from chess.views import chess
from members import members


def create_app():
    app = Flask(
        __name__, template_folder="site/pages", static_folder="site/files", static_url_path="/files"
    )
    app.register_blueprint(members, url_prefix="/members")
    app.register_blueprint(chess)

    @app.route("/")
    def front():
        return render_template("front.html")

    @app.route("/links")
    def links():
        return {
            "absolute": url_for("chess.round", number=3, _external=True),
            "anchor": url_for("front", _anchor="top of page"),
            "extra": url_for("members.show", name="Ann Lee", tab=["a", "b"], empty=None),
            "file": url_for("static", filename="club.css"),
            "own_file": url_for("chess.static", filename="board.txt"),
            "path": url_for("chess.game", path="final/1 & 2"),
            "scheme": url_for("front", _scheme="https", _external=True),
            "method": url_for("members.rename", name="bo", _method="POST"),
        }

    return app
