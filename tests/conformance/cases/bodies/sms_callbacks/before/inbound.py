from flask import Response, g, request


def twiml(*messages):
    inner = "".join(f"<Message>{m}</Message>" for m in messages)
    return Response(f"<Response>{inner}</Response>", mimetype="application/xml")


def sms():
    sender, text = request.form["From"], request.form.get("Body", "")
    media = [request.form[f"MediaUrl{n}"] for n in range(int(request.form.get("NumMedia", 0)))]
    if text.strip().upper() == "STOP":
        return twiml()
    if media:
        return twiml(*(f"Got {url}" for url in media))
    return twiml(f"{sender} said {len(text)} characters", f"checked {g.checked} fields")


def status():
    state = request.values.get("MessageStatus")
    if state not in {"sent", "delivered", "failed"}:
        return twiml(), 400
    return "", 204
