from flask import Flask, flash, g, redirect, render_template_string, request, url_for

import survey

app = Flask(__name__)
app.secret_key = "not so secret"

FORM = """\
<form method=post>
{% for m in get_flashed_messages() %}<p>{{ m }}</p>{% endfor %}
<input name=name value="{{ request.form.get('name', '') }}">
{% for c in colours %}<input type=checkbox name=colour value={{ c }}
{%- if c in request.form.getlist('colour') %} checked{% endif %}>{% endfor %}
</form>
"""


@app.route("/survey", methods=["GET", "POST"])
def take():
    if request.method == "POST":
        answers = survey.read()
        if survey.valid(answers):
            return redirect(url_for("thanks", name=answers["name"]))
        for problem in g.problems:
            flash(problem)
    return render_template_string(FORM, colours=survey.COLOURS)


@app.route("/thanks")
def thanks():
    return f"Thank you, {request.args['name']}"


@app.route("/survey/raw", methods=["POST"])
def raw():
    if "confirm" not in request.form:
        return {"confirmed": False, "keys": sorted(request.form)}, 409
    return {
        "confirmed": request.form["confirm"],
        "all": request.form.to_dict(flat=False),
        "age": request.form.get("age", type=int),
        "score": request.form.get("score", default=0.5, type=float),
        "numbers": request.form.getlist("n", type=int),
    }
