from flask import Blueprint, render_template

chess = Blueprint(
    "chess",
    __name__,
    url_prefix="/chess",
    template_folder="pages",
    static_folder="files",
    static_url_path="/files",
)


@chess.route("/rounds/", defaults={"number": 1})
@chess.route("/rounds/<int:number>")
def round(number):
    return render_template("round.html", number=number)


@chess.route("/games/<path:path>")
def game(path):
    # The site has a card.html of its own, which wins.
    return render_template("card.html", name=path, full="a game")
