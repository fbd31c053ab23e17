from flask import Flask, get_template_attribute, render_template, stream_template

app = Flask(__name__)


@app.route("/stream")
def stream():
    return stream_template("page.html", n=3)


@app.route("/macro")
def macro():
    return get_template_attribute("page.html", "bold")("x")


@app.route("/where")
def where():
    asked = get_template_attribute
    return asked("parts.html", "where")(limit=3)


@app.route("/title")
def title():
    return get_template_attribute("parts.html", attribute="TITLE")


@app.route("/missing/<name>")
def missing(name):
    try:
        return str(get_template_attribute("parts.html", name))
    except AttributeError as error:
        return f"{type(error).__name__}", 404


@app.route("/no-page")
def no_page():
    return get_template_attribute("none.html", "where")()


@app.context_processor
def extra():
    return {"extra": "only where a page is rendered"}


@app.route("/page")
def page():
    return render_template("page.html", n=2)
