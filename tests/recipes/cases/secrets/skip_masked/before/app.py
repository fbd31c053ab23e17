from flask import Flask, jsonify, render_template_string

app = Flask(__name__)
users = {"ann": {"name": "ann", "word": "x"}}
SECRETS = {"ann": {"password": "y"}}


@app.route("/masked")
def masked():
    return {"password": "***", "has_password": "ann" in SECRETS, "token": None}


@app.route("/taken-out")
def taken_out():
    user = dict(SECRETS["ann"], name="ann")
    user.pop("password")
    return user


@app.route("/checked")
def checked():
    return jsonify(ok=SECRETS["ann"]["password"] == "y", secret=SECRETS.get("bob") is not None)


@app.route("/other")
def other():
    return jsonify({"password_min_length": 3, "etag_hash": "1", "user": users["ann"]["name"]})


@app.route("/page")
def page():
    return render_template_string("<p>{{ token|length }}</p>", token="abc")


@app.route("/picked")
def picked():
    return {k: v for k, v in SECRETS["ann"].items() if k != "password"}
