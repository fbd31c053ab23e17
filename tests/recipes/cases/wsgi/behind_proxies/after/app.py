import os

import uvicorn
from fastapi.responses import RedirectResponse
from pydantic import BaseModel

from compat.application import Application
from compat.proxies import ProxyFix
from compat.requests import Request
from compat.urls import url_for
from compat.values import Json

app = Application(__name__)
# One proxy stands in front of the application.
app.add_middleware(ProxyFix, x_for=int(os.environ.get("PROXIES", "1")), x_host=1, x_prefix=1)


class MeAnswer(BaseModel):
    client: Json
    url: Json
    root: Json
    secure: Json
    home: Json


@app.get("/me", response_model=MeAnswer)
def me(request: Request):
    return {
        "client": request.remote_addr,
        "url": request.href,
        "root": request.script_root,
        "secure": request.is_secure,
        "home": url_for("home", _external=True),
    }


@app.get("/")
def home():
    return RedirectResponse(url_for("me"), status_code=302)


@app.get("/slash/")
def slash():
    return "slash"


if __name__ == "__main__":
    uvicorn.run(app, port=5000, proxy_headers=False)
