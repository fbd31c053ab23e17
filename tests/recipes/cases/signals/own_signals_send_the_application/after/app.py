from pydantic import BaseModel

from compat.application import Application
from compat.context import current_app, current_app_object, request
from compat.values import Json
from events import paid, refunded

app = Application(__name__)
app.config["TOTAL"] = 0


@paid.connect
def add(sender, amount, **extra):
    sender.config["TOTAL"] += amount
    sender.logger.info("paid %s", amount)


@paid.connect_via(app)
def greet(sender, **extra):
    return f"{sender.name} thanks {request.args.get('name', 'you')}"


def take(sender, amount, till=None):
    till.config["TOTAL"] -= amount


refunded.connect(take, sender=app)


class PayAnswer(BaseModel):
    said: Json
    heard: int


@app.post("/payments/{amount:int}", response_model=PayAnswer)
def pay(amount: int):
    answers = paid.send(current_app_object(), amount=amount)
    return {"said": [said for _, said in answers if said], "heard": len(paid.receivers)}


class RefundAnswer(BaseModel):
    total: Json


@app.delete("/payments/{amount:int}", response_model=RefundAnswer)
def refund(amount: int):
    refunded.send(app, amount=amount, till=app)
    return {"total": app.config["TOTAL"]}


class ProxyAnswer(BaseModel):
    answers: int


@app.get("/proxy", response_model=ProxyAnswer)
def proxy():
    return {"answers": len(paid.send(current_app, amount=0))}
