import threading

from flask import Flask, copy_current_request_context, current_app, g, has_request_context, request

app = Flask(__name__)


@app.cli.command("report")
def report():
    print(current_app.name, has_request_context())


def reader(found):
    found.append(request.args.get("x") if has_request_context() else "outside")


@app.route("/thread")
def thread():
    found = []
    g.x = 1
    worker = threading.Thread(target=reader, args=(found,))
    worker.start()
    worker.join()
    inner = threading.Thread(target=copy_current_request_context(lambda: reader(found)))
    inner.start()
    inner.join()
    return {"found": found}
