from flask import Flask, jsonify, session

app = Flask(__name__)
app.config["SECRET_KEY"] = "fixture"


@app.route("/count")
def count():
    session["n"] = session.get("n", 0) + 1
    return jsonify(n=session["n"], known=sorted(session))


@app.post("/clear")
def clear():
    session.clear()
    return "", 204


@app.post("/keep")
def keep():
    session.permanent = True
    session.setdefault("kept", []).append(1)
    session.modified = True
    return {"kept": session["kept"], "new": session.new}


@app.route("/strict")
def strict():
    return session["missing"]
