from flask import Flask, abort, g, redirect, render_template_string, request, url_for

app = Flask(__name__)
LANGUAGES = {"de", "en"}


@app.url_value_preprocessor
def pull_language(endpoint, values):
    g.trail = [f"language for {endpoint}"]
    g.language = (values or {}).pop("language", None)


@app.url_defaults
def add_language(endpoint, values):
    if "language" in values or not g.language:
        return
    if app.url_map.is_endpoint_expecting(endpoint, "language"):
        values["language"] = g.language


@app.before_request
def check_language():
    g.trail.append(f"before {request.view_args}")
    if g.language is not None and g.language not in LANGUAGES:
        abort(404)


@app.after_request
def show_trail(response):
    response.headers["X-Trail"] = "; ".join(g.trail)
    return response


@app.errorhandler(404)
def missing(error):
    return f"nothing here in {g.language}", 404


@app.route("/")
def index():
    return redirect(url_for("about", language=request.args.get("language", "en")))


@app.route("/<language>/about")
def about():
    return f"{g.language}: {url_for('about')} {url_for('static', filename='a.css')}"


@app.route("/<language>/item/<int:number>")
def item(number):
    other = url_for("item", number=number + 1)
    english = url_for("item", language="en", number=number)
    return {"number": number, "next": other, "english": english}


@app.route("/<language>/page")
def page():
    return render_template_string("<a href='{{ url_for('item', number=3, q='a b') }}'>3</a>")


@app.route("/plain")
def plain():
    return url_for("index")


@app.route("/<language>/needs")
def needs_it(language):
    return language
