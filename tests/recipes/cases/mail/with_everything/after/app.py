from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from compat.application import Application
from compat.mail import BadHeaderError, Mail
from compat.mail_messages import Attachment, Message
from compat.requests import Request
from compat.values import Json

app = Application(__name__)
app.config["MAIL_SUPPRESS_SEND"] = True
mail = Mail(app)


class LettersAnswer(BaseModel):
    lines: Json
    bad: Json


@app.post("/letters", response_model=LettersAnswer)
def letters(request: Request):
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
    except BadHeaderError:
        return HTMLResponse("bad", 400)
    return "sent"
