"""Survey: pages for browsers, JSON for programs; errors follow what the client asked for."""

from flask import Flask, abort, jsonify, render_template, request

from validation import Invalid, check_answers

app = Flask(__name__)
ANSWERS = {}


def wants_json():
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return request.path.startswith("/api/") or best == "application/json"


def fail(code, message, **extra):
    if wants_json():
        return jsonify(error=message, **extra), code
    return render_template("error.html", code=code, message=message, extra=extra), code


@app.errorhandler(404)
@app.errorhandler(405)
def client_error(error):
    return fail(error.code, error.name)


@app.errorhandler(Invalid)
def invalid(error):
    return fail(422, "invalid", fields=error.fields)


@app.errorhandler(Exception)
def crash(error):
    return fail(500, type(error).__name__)


@app.route("/api/answers/<user>", methods=["GET", "PUT"])
def api_answers(user):
    if request.method == "PUT":
        ANSWERS[user] = check_answers(request.get_json())
    return jsonify(ANSWERS[user])


@app.route("/answers/<user>", methods=["GET", "POST"])
def answers(user):
    if request.method == "POST":
        ANSWERS[user] = check_answers(request.form.to_dict())
    if user not in ANSWERS:
        abort(404)
    return render_template("answers.html", user=user, answers=ANSWERS[user])
