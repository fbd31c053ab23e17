from flask import Flask, jsonify, render_template, render_template_string, request, url_for
from werkzeug.routing import BuildError

app = Flask(__name__)

PAGES = {"start": "home", "help": "manual", "old": "archive"}


@app.route("/")
def home():
    return render_template("index.html", pages=PAGES)


@app.route("/manual/<int:chapter>/<path:section>")
def manual(chapter, section):
    return url_for("manual", chapter=chapter + 1, section=section)


@app.route("/manual/", defaults={"chapter": 1})
@app.route("/manual/<int:chapter>")
def chapter(chapter):
    return url_for("chapter", chapter=chapter)


@app.route("/check/<endpoint>")
def check(endpoint):
    values = request.args.to_dict()
    try:
        return jsonify(url=url_for(endpoint, **values))
    except BuildError as error:
        return jsonify(
            endpoint=error.endpoint, values=sorted(error.values), error=type(error).__name__
        ), 404


@app.route("/template/<endpoint>")
def in_template(endpoint):
    return render_template_string("{{ url_for(endpoint, **request.args) }}", endpoint=endpoint)


@app.route("/price/<float:amount>/<uuid:code>")
def price(amount, code):
    return url_for(request.endpoint, amount=amount / 2, code=code, _anchor="x y", q=["ä", None, 1])


@app.route("/self")
def own():
    return url_for(request.endpoint, **request.args, **(request.view_args or {}))
