from compat.application import Application

app = Application(__name__)


# unflask UF161: nothing opens a shell any more
def names():
    return {"answer": 42}


@app.get("/")
def index():
    return "index"
