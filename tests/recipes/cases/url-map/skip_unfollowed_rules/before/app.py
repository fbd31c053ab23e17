from flask import Flask, current_app, render_template_string

app = Flask(__name__)


@app.route("/whole")
def whole():
    return str(len(str(app.url_map)))


@app.route("/in-template")
def in_template():
    shown = "{% for r in rules %}{{ r.rule }} {% endfor %}"
    return render_template_string(shown, rules=app.url_map.iter_rules())


@app.route("/subdomains")
def subdomains():
    return [rule.subdomain for rule in current_app.url_map.iter_rules()]


@app.route("/methods")
def methods():
    return str(len([str(rule.methods) for rule in app.url_map.iter_rules()]))


@app.route("/handed-on")
def handed_on():
    return [vars(rule)["rule"] for rule in app.url_map.iter_rules()]


@app.route("/matched")
def matched():
    endpoint, values = app.url_map.bind("localhost").match("/plain")
    return endpoint


@app.route("/plain")
def plain():
    return "plain"
