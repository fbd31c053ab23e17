from flask import Flask, current_app, g, jsonify, render_template_string, request, session, url_for

app = Flask(__name__)
app.secret_key = "fixture"


@app.route("/json", methods=["POST"])
def body():
    g.seen = True
    return jsonify(got=request.get_json()), 201


@app.route("/session")
def count():
    session["n"] = session.get("n", 0) + 1
    return str(session["n"])


@app.route("/page")
def page():
    return render_template_string("{{ url_for('page') }} {{ x }}", x=1)


def name():
    return current_app.name + request.path + url_for("page")
