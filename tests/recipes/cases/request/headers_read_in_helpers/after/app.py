from fastapi import HTTPException

from compat.application import Application
from compat.requests import Request

app = Application(__name__)


def lifetime(data, separator):
    unit = data.get(f"lifetime{separator}unit", "days").upper()
    try:
        value = int(data[f"lifetime{separator}value"])
    except (KeyError, ValueError):
        raise HTTPException(400)
    return f"{value} {unit}" if _is_known(data) else "unknown"


def _is_known(given):
    return "X-Known" in given or given.get("known") is not None


@app.get("/by-header")
def by_header(request: Request):
    return lifetime(request.headers, "-")


@app.post("/by-form")
def by_form(request: Request):
    return lifetime(request.form_data, separator="_")
