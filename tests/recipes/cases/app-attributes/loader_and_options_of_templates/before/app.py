from flask import Flask, render_template, render_template_string
from jinja2 import ChoiceLoader, DictLoader

SNIPPETS = {
    "thanks.html": "{% extends 'base.html' %}{% block body %}Thank you, [[ name ]]{% endblock %}",
    "base.html": "not this one",
    "who.txt": "[[ session.get('name', 'nobody') ]]",
}

app = Flask(__name__, template_folder="pages")
app.jinja_options = {"extensions": ["jinja2.ext.do"], "trim_blocks": True}
app.jinja_options["variable_start_string"] = "[["
app.jinja_options.update(variable_end_string="]]")
app.jinja_loader = ChoiceLoader([app.jinja_loader, DictLoader(SNIPPETS)])


@app.route("/thanks/<name>")
def thanks(name):
    return render_template("thanks.html", name=name)


@app.route("/who")
def who():
    return render_template("who.txt")


@app.route("/text")
def text():
    return render_template_string("{% set a = [] %}\n{% do a.append(1) %}\n[[ a ]] {{ a }} [[ '<' ]]")


@app.route("/names")
def names():
    return {"names": sorted(app.jinja_env.list_templates())}
