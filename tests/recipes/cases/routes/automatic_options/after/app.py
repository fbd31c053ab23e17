from compat.application import Application
from compat.requests import Request

app = Application(__name__)


@app.post("/raw", provide_automatic_options=False)
def raw(request: Request):
    return request.get_data() or b"-"


@app.get("/shown", provide_automatic_options=False)
def shown():
    return "shown"


def both(request: Request):
    return request.method


app.add_url_rule("/both", view_func=both, methods=["GET", "PUT"], provide_automatic_options=False)


@app.api_route("/told", methods=["GET", "OPTIONS"], provide_automatic_options=True)
def told(request: Request):
    return request.method


class Items:
    def get(self):
        return "items"


app.add_api_route(
    "/items", Items().get, methods=["GET"], name="items", provide_automatic_options=True
)


@app.get("/loud", provide_automatic_options=True)
def loud():
    return "loud"


@app.get("/plain")
def plain():
    return "plain"
