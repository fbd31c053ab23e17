import flask_mail
from flask import Flask, request
from flask_mail import Attachment, Connection, Mail, Message

app = Flask(__name__)
app.config["MAIL_SUPPRESS_SEND"] = True
mail = Mail(app)


@app.post("/letters")
def letters():
    first = Message(
        "Grüße",
        sender=("Ada Ä", "ada@x.test"),
        recipients=["Böb <bob@x.test>"],
        cc=["cleo@x.test"],
        reply_to="back@x.test",
        html="<p>hé</p>",
        charset="utf-8",
        extra_headers={"X-Own": "1"},
        attachments=[Attachment("ä b.txt", data="text")],
        date=0,
    )
    first.attach("x.bin", "application/x-own", request.get_data())
    first.msgId = "<1@x.test>"
    with mail.connect() as connection:
        connection.send(first)
        connection.send_message("b", ["bob@x.test"], "b", sender="ada@x.test")
    lines = first.as_string().split("\r\n")
    return {"lines": [line for line in lines if "===" not in line], "bad": first.has_bad_headers()}


@app.get("/unknown")
def unknown():
    try:
        mail.send_message("a", sender="a@x.test", recipients=["a@x.test\nCc: b@x.test"])
    except flask_mail.BadHeaderError:
        return "bad", 400
    return "sent"
