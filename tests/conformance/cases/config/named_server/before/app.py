from flask import Flask, jsonify, redirect, request, session, url_for

app = Flask(__name__)
app.config.update(
    SERVER_NAME="localhost",
    PREFERRED_URL_SCHEME="https",
    SECRET_KEY="named",
    SESSION_COOKIE_NAME="named",
)


@app.route("/tickets/<int:number>")
def ticket(number):
    session["seen"] = number
    link = url_for("ticket", number=number, _external=True)
    return jsonify(number=number, here=request.url, link=link)


@app.route("/mail")
def mail():
    return MAIL


@app.route("/latest")
def latest():
    number = session.get("seen", 0)
    return redirect(url_for("ticket", number=number, _external=True, _scheme="https"))


with app.app_context():
    # Mails are written before anybody asks.
    MAIL = f"See {url_for('ticket', number=1)}"
