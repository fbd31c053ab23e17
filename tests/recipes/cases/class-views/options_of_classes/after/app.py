from compat.application import Application
from compat.responses import Response

app = Application(__name__)


class Own:
    def get(self):
        return {"here": True}

    def head(self):
        return Response(headers={"X-Head": "own"})

    def options(self):
        return {"options": ["GET"]}


class Silent:
    def get(self):
        return "silent"

    def post(self):
        return "posted"


class Narrow:
    def get(self):
        return "narrow"

    def post(self):
        return "posted"


class Kept:
    count = 0

    def post(self):
        self.count += 1
        return {"count": self.count}


own = Own()
app.add_api_route("/own", own.options, methods=["OPTIONS"], name="own")
app.add_api_route("/own", own.head, methods=["HEAD"], name="own")
app.add_api_route("/own", own.get, methods=["GET"], name="own")
silent = Silent()
app.add_api_route(
    "/silent",
    silent.get,
    methods=["GET"],
    name="silent",
    provide_automatic_options=False,
)
app.add_api_route(
    "/silent",
    silent.post,
    methods=["POST"],
    name="silent",
    provide_automatic_options=False,
)
app.add_api_route("/narrow", Narrow().get, methods=["GET"], name="narrow")
app.add_api_route("/kept", Kept().post, methods=["POST"], name="kept")
