from flask import Flask, Request, request


class Raw(Request):
    @property
    def is_single(self):
        return not self.is_run_once

    @property
    def kind(self):
        return self.headers.get("X-Kind")


app = Flask(__name__)
app.request_class = Raw


@app.route("/kind")
def kind():
    return {"kind": request.kind, "single": request.is_single}


@app.route("/plain")
def plain():
    return "plain"
