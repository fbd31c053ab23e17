from flask import Blueprint, json, jsonify, render_template_string, request

bp = Blueprint("catalogue", __name__)
GOODS = {
    "läckerli": {"title": "Läckerli", "price": 12},
    "brunsli": {"title": "Brunsli", "price": 9},
}


@bp.route("")
def index():
    return jsonify([{"slug": slug, **good} for slug, good in GOODS.items()])


@bp.route("/<slug>")
def show(slug):
    if slug not in GOODS:
        return {"status": 404, "message": f"{slug} is sold out"}, 404
    return GOODS[slug]


@bp.route("/page")
def page():
    return render_template_string("<script>let goods = {{ goods|tojson }};</script>", goods=GOODS)


@bp.route("/import", methods=["POST"])
def load():
    goods = json.loads(request.data or b"{}")
    text = json.dumps(goods, sort_keys=True)
    return {"count": len(goods), "text": text, "size": len(text)}
