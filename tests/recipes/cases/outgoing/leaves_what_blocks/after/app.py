import subprocess
import sys

import requests
from pydantic import BaseModel

from compat.application import Application
from compat.values import Json

app = Application(__name__)
SERVICE = "http://127.0.0.1:9/"


def reach(method="GET"):
    try:
        return requests.request(method, SERVICE, timeout=2).status_code
    except requests.RequestException as error:
        return type(error).__name__


class BothAnswer(BaseModel):
    printed: Json
    reached: Json


@app.get("/both", response_model=BothAnswer)
def both():
    done = subprocess.run([sys.executable, "-c", "print(1)"], capture_output=True, text=True)
    return {"printed": done.stdout.strip(), "reached": reach()}


@app.get("/session")
def session():
    with requests.Session() as opened:
        opened.headers["X-A"] = "1"
        return opened.headers["X-A"]


@app.get("/sorted")
def in_a_key():
    return sorted(["HEAD", "GET"], key=lambda method: str(reach(method)) + method)
