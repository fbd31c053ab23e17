from flask import Flask, request

app = Flask(__name__)


@app.post("/raw")
def raw():
    return {"length": len(request.data), "text": request.get_data(as_text=True)}


@app.post("/loose")
def loose():
    return {"got": request.get_json(force=True, silent=True)}


@app.post("/quiet")
def quiet():
    data = request.get_json(silent=True)
    return {"got": data, "missing": data is None}


@app.post("/upload")
def upload():
    file = request.files["file"]
    note = request.form.get("note", "no note")
    return {"name": file.filename, "type": file.content_type, "size": len(file.read()), "note": note}


@app.route("/any", methods=["GET", "POST"])
def any_value():
    return {"both": request.values.get("x"), "all": request.values.getlist("x")}
