"""Links: every way in which this team builds addresses."""

from flask import Blueprint, Flask, jsonify, redirect, request, session, url_for

app = Flask(__name__)
app.secret_key = "links"

shop = Blueprint("shop", __name__, url_prefix="/shop")


def links_for(number):
    """Called from several views, with the request at hand."""
    return {
        "self": url_for("shop.item", number=number),
        "relative": url_for(".item", number=number),
        "next": url_for(".item", number=number + 1, ref="next", tag=["a", "b"]),
        "anchor": url_for(".item", number=number, _anchor="price"),
        "external": url_for("shop.item", number=number, _external=True),
        "secure": url_for("shop.item", number=number, _external=True, _scheme="https"),
        "file": url_for("static", filename="css/site.css"),
        "edit": url_for(".change", number=number, _method="POST"),
    }


@shop.route("/<int:number>")
def item(number):
    return jsonify(links=links_for(number), here=request.endpoint)


@shop.route("/<int:number>/edit", methods=["POST"])
def change(number):
    session["changed"] = number
    return redirect(url_for(".item", number=number, **request.args))


@shop.route("/search")
def search():
    query = request.args.get("q", "")
    again = url_for(request.endpoint, q=query, none=None, page=2)
    return jsonify(again=again, home=url_for("home"), here=url_for(".search", **request.args))


@app.route("/")
def home():
    last = session.get("changed")
    target = url_for("shop.item", number=last) if last else url_for("shop.search")
    return redirect(target)


@app.route("/rules")
def rules():
    names = ["home", "rules", "shop.search"]
    return jsonify({name: url_for(name) for name in names})


app.register_blueprint(shop)
