from compat.application import Application
from compat.requests import Request

app = Application(__name__)


@app.post("/echo")
def echo(request: Request):
    return request.get_data(as_text=True) or "nothing", 201
