"""Imports bookings from a spreadsheet that was saved as CSV."""

from flask import Flask, jsonify, render_template_string, request

from ledger import ImportFailed, read_bookings

app = Flask(__name__)
app.config.update(MAX_ROWS=4)


@app.route("/import", methods=["GET", "POST"])
def import_bookings():
    if request.method == "GET":
        return render_template_string(
            "<form method=post enctype=multipart/form-data><input type=file name=ledger></form>"
        )
    upload = request.files.get("ledger")
    if not upload:
        return jsonify(error="choose a file"), 400
    bookings = read_bookings(upload, request.form.get("separator", ";"))
    if len(bookings) > app.config["MAX_ROWS"]:
        return jsonify(error=f"at most {app.config['MAX_ROWS']} rows"), 413
    if request.form.get("dry_run", type=bool):
        return jsonify(valid=len(bookings), file=upload.filename)
    return jsonify(bookings=bookings, balance=str(sum(b["cents"] for b in bookings) / 100)), 201


@app.errorhandler(ImportFailed)
def failed(error):
    return jsonify(error=error.reason, line=error.line), 422
