from flask import Blueprint, abort, g, render_template

retail = Blueprint("retail", __name__)

BREADS = {"rye": 5.2, "roll": 0.75, "crumbs": 0}


@retail.context_processor
def counter():
    def cheaper_than(limit):
        return sorted(name for name, price in BREADS.items() if price < limit)

    return dict(cheaper_than=cheaper_than, counter_name=g.get("counter", "main counter"))


@retail.app_context_processor
def opening():
    return dict(opening="6:30")


@retail.before_request
def which_counter():
    g.counter = "counter <2>"


@retail.route("/bread/<name>")
def bread(name):
    if name not in BREADS:
        abort(404)
    return render_template("bread.html", name=name, price=BREADS[name])
