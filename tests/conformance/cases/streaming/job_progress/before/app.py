"""Progress of jobs, sent while they run; the generator opens a context of its own."""

from flask import Flask, Response, current_app, g, jsonify

from jobs import JOBS, progress

app = Flask(__name__)
app.config["STEPS"] = 3


@app.after_request
def describe(response):
    if not response.is_streamed:
        response.headers["X-Complete"] = "1"
    response.headers["X-Job"] = g.get("job", "-")
    return response


@app.route("/jobs")
def index():
    return jsonify(sorted(JOBS))


@app.route("/jobs/<name>/progress")
def show(name):
    if name not in JOBS:
        return {"error": "no such job"}, 404
    g.job = name

    def events():
        with app.app_context():
            yield f": {current_app.name}\n\n"
            yield from progress(name)

    return Response(events(), mimetype="text/event-stream", headers={"Cache-Control": "no-cache"})


@app.route("/jobs/<name>/steps")
def steps(name):
    if not JOBS.get(name):
        return "", 204
    return Response([f"{step}\n" for step in JOBS[name]], mimetype="text/plain")
