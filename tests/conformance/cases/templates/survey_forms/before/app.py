from flask import (
    Flask,
    flash,
    get_template_attribute,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from jinja2 import ChoiceLoader, DictLoader

SNIPPETS = {
    "thanks.html": "{% extends 'page.html' %}{% block body %}Thank you, {{ session.get('name', 'friend') }}.{% endblock %}",
}

app = Flask(__name__)
app.secret_key = "survey"
app.jinja_loader = ChoiceLoader([app.jinja_loader, DictLoader(SNIPPETS)])

FIELDS = [
    {"name": "name", "label": "Your name", "required": True},
    {"name": "age", "label": "Age", "kind": "number"},
    {"name": "mood", "label": "Mood", "choices": ["good", "so-so", "bad"]},
]


def problems(form):
    found = {}
    for field in FIELDS:
        value = form.get(field["name"], "").strip()
        if field.get("required") and not value:
            found[field["name"]] = "Please fill this in."
        elif field.get("kind") == "number" and value and not value.isdigit():
            found[field["name"]] = f"“{value}” is no number."
        elif "choices" in field and value and value not in field["choices"]:
            found[field["name"]] = "Choose one of the list."
    return found


@app.route("/", methods=["GET", "POST"])
def survey():
    errors = {}
    if request.method == "POST":
        errors = problems(request.form)
        if not errors:
            session["name"] = request.form["name"]
            flash("Saved.", "ok")
            return redirect(url_for("thanks"), 303)
        flash(f"{len(errors)} to correct", "bad")
    return render_template("survey.html", fields=FIELDS, errors=errors), 422 if errors else 200


@app.route("/thanks")
def thanks():
    return render_template("thanks.html")


@app.route("/fields/<name>")
def field(name):
    """One field alone, for the page's own script."""
    wanted = [field for field in FIELDS if field["name"] == name]
    if not wanted:
        return "no such field", 404
    return get_template_attribute("fields.html", "field")(
        wanted[0], request.args.get("value", ""), None
    )
