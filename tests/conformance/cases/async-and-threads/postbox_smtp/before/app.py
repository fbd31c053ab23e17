from flask import Flask, jsonify, request
from flask_mail import BadHeaderError

from letters import letter, mail, send_later
from postbox import LETTERS, serve

app = Flask(__name__)
app.config.update(
    MAIL_PORT=serve(),
    MAIL_DEFAULT_SENDER=("Postbox Ä", "post@postbox.test"),
    MAIL_ASCII_ATTACHMENTS=True,
    MAIL_MAX_EMAILS=1,
)
mail.init_app(app)


@app.post("/letters")
def write():
    form = request.form
    thread = send_later(letter(form["to"], form["name"], cc=form.getlist("cc")))
    thread.join(5)
    return "", 202


@app.post("/parcels/<to>")
def parcel(to):
    sent = letter(to, "you", html="<p>hé</p>", extra_headers={"X-Parcel": "1"})
    for name, file in sorted(request.files.items()):
        sent.attach(file.filename, file.mimetype, file.read(), headers={"Content-ID": f"<{name}>"})
    with mail.connect() as connection:
        connection.send(sent, ("Envelope", "bounce@postbox.test"))
        connection.send_message("Again", [to], "a", date=0, charset="iso-8859-1")
    return jsonify(sent=connection.num_emails)


@app.errorhandler(BadHeaderError)
def bad(error):
    return jsonify(error=type(error).__name__), 400


@app.post("/raw")
def raw():
    mail.send_message(**request.get_json())
    return "sent"


@app.get("/postbox")
def postbox():
    hidden = ("--=", " boundary", "Message-ID", "Content-Type: multipart")
    return jsonify(
        [
            {**one, "lines": [line for line in one["lines"] if not line.startswith(hidden)]}
            for one in LETTERS
        ]
    )
