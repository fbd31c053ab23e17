from flask import Flask, abort, g, request

from attachments import describe, total_size

app = Flask(__name__)
app.config["MAX_ATTACHMENTS"] = 3
app.config["MAX_TOTAL"] = 100


@app.before_request
def count_files():
    g.count = len(request.files) if request.method == "POST" else None


@app.after_request
def report(response):
    if g.count is not None:
        response.headers["X-Files"] = str(g.count)
    return response


@app.post("/tickets/<int:number>/attachments")
def attach(number):
    files = request.files.getlist("attachment")
    files = [f for f in files if f and f.filename]
    if len(files) > app.config["MAX_ATTACHMENTS"]:
        abort(400, description="Too many attachments")
    if total_size(files) > app.config["MAX_TOTAL"]:
        abort(413)
    note = request.form.get("note", "")
    return {"ticket": number, "note": note, "files": [describe(f) for f in files]}


@app.post("/tickets/<int:number>/bundle")
def bundle(number):
    parts = {name: file.read().decode("ascii", "ignore") for name, file in request.files.items()}
    every = [
        [name, f.filename, f.name] for name in request.files for f in request.files.getlist(name)
    ]
    return {
        "ticket": number,
        "parts": parts,
        "every": every,
        "fields": request.form.to_dict(),
        "flat": sorted(request.files.to_dict()),
    }


@app.post("/tickets/<int:number>/log")
def log(number):
    upload = request.files["log"]
    lines = [line.rstrip(b"\r\n").decode() for line in upload]
    return {"ticket": number, "last": lines[-1] if lines else None, "lines": len(lines)}
