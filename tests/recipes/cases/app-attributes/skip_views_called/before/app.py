from flask import Flask, current_app, request

app = Flask(__name__)


@app.route("/hello/<name>")
def hello(name):
    return f"hello {name} from {request.path}"


@app.route("/again/<name>")
def again(name):
    return current_app.view_functions["hello"](name)


@app.route("/name")
def name():
    return current_app.view_functions["hello"].__name__


@app.route("/all")
def everything():
    return {"count": len(current_app.view_functions)}


@app.route("/handed")
def handed():
    views = list(current_app.view_functions.values())
    return str(views[1]("x"))
