from flask import Flask, current_app, request


class Clerk:
    def name(self):
        return "clerk"

    def threads(self):
        return str(request.is_multithread)


def hire():
    return Clerk()


app = Flask(__name__)
app.clerk = hire()


@app.route("/threads")
def threads():
    return current_app.clerk.threads()


@app.route("/plain")
def plain():
    return "plain"
