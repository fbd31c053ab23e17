from flask import Flask, current_app, g, render_template, request

import figures

app = Flask(__name__, template_folder="pages")
app.jinja_options = {"extensions": ["jinja2.ext.do", "jinja2.ext.loopcontrols"]}
app.config["REPORT"] = {"currency": "EUR", "years": [2029, 2030]}


@app.before_request
def who():
    g.reader = request.args.get("reader")


@app.context_processor
def helpers():
    def figure(name, year=None):
        return figures.lookup(name, year or current_app.config["REPORT"]["years"][-1])

    return dict(figure=figure, app_name=current_app.name)


@app.route("/report")
@app.route("/report/<int:year>")
def report(year=None):
    if year is not None and year not in app.config["REPORT"]["years"]:
        return render_template("missing.html", year=year), 404
    return render_template("report.html", year=year, sections=["sales", "staff", "secret", "sum"])


@app.route("/part/<name>")
def part(name):
    return render_template(f"parts/{name}.html", year=2029)
