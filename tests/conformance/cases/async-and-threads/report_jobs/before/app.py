from flask import Flask, current_app, jsonify, request, url_for

import jobs


def create_app():
    app = Flask(__name__)
    app.config.from_mapping(MAX_ROWS=100, REPORT_TITLE="Sales")

    @app.route("/reports", methods=["POST"])
    def start():
        rows = (request.get_json(silent=True) or {}).get("rows")
        if not isinstance(rows, list):
            return jsonify(error="rows: a list"), 400
        job = jobs.start(
            current_app._get_current_object(), rows, asked_by=request.headers.get("X-User", "?")
        )
        response = jsonify(id=job.id)
        response.status_code = 202
        response.headers["Location"] = url_for("show", job_id=job.id)
        return response

    @app.route("/reports/<int:job_id>")
    def show(job_id):
        job = jobs.find(job_id)
        if job is None:
            return jsonify(error="no such report"), 404
        job.wait(5)
        if job.error:
            return jsonify(id=job_id, state="failed", error=job.error), 500
        return jsonify(id=job_id, state="done", **job.result)

    @app.route("/reports/<int:job_id>", methods=["DELETE"])
    def forget(job_id):
        return ("", 204) if jobs.forget(job_id) else (jsonify(error="no such report"), 404)

    return app
