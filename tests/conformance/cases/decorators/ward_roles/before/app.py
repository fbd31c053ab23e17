from flask import Flask, g, jsonify, request, session

from roles import public, role_required

app = Flask(__name__)
app.secret_key = "ward"

STAFF = {"nia": "nurse", "dov": "doctor", "ada": "admin"}
PATIENTS = {"p1": {"name": "Kim", "notes": ["arrived"]}}


@app.before_request
def load_role():
    g.user = session.get("user")
    g.role = STAFF.get(g.user)


@app.route("/login", methods=["POST"])
@public
def login():
    user = request.values.get("user")
    if user not in STAFF:
        return jsonify(error="unknown"), 400
    session["user"] = user
    return jsonify(role=STAFF[user])


@app.route("/patients/<pid>")
@role_required("nurse", "doctor")
def patient(pid):
    """Shows a patient."""
    return jsonify(seen_by=g.role, patient=PATIENTS.get(pid))


@app.route("/patients/<pid>/notes", methods=["POST"])
@role_required("doctor", message="only doctors write notes")
def write_note(pid):
    text = request.form.get("text") or request.args.get("text")
    if not text:
        return jsonify(error="nothing to write"), 400
    PATIENTS[pid]["notes"].append(f"{g.user}: {text}")
    return jsonify(notes=PATIENTS[pid]["notes"]), 201


@app.route("/staff")
@role_required("admin")
def staff():
    return jsonify(STAFF)


@app.route("/views")
@public
def views():
    found = {
        name: [sorted(view.roles), view.__doc__]
        for name, view in app.view_functions.items()
        if hasattr(view, "roles")
    }
    return jsonify(found)
