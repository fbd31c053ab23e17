from flask import Flask

app = Flask(__name__)


@app.route("/list")
@app.route("/list/<int:page>")
@app.route("/<section>/list/<int:page>", methods=["GET"])
def listed(page=1, section="all"):
    return {"page": page, "section": section}


@app.route("/report/", defaults={"year": 2020})
@app.route("/report/<int:year>")
def report(year, short=False):
    return f"{year} {short}"


@app.route("/either/<int:value>")
@app.route("/either/<value>")
def either(value):
    return {"value": value}
