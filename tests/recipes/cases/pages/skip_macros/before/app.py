from flask import Flask, get_template_attribute, render_template, stream_template

app = Flask(__name__)


@app.route("/stream")
def stream():
    return stream_template("page.html", n=3)


@app.route("/macro")
def macro():
    return get_template_attribute("page.html", "bold")("x")


@app.route("/page")
def page():
    return render_template("page.html", n=2)
