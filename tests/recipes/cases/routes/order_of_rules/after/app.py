from compat.application import Application

app = Application(__name__)


@app.get("/{rest:path}")
def rest(rest: str):
    return f"rest {rest}"


@app.get("/{name}")
def name(name: str):
    return f"name {name}"


@app.get("/{number:int}")
def number(number: int):
    return f"number {number}"


@app.get("/about")
def about():
    return "about"


@app.get("/{name}/edit")
def edit(name: str):
    return f"edit {name}"


@app.post("/about")
def change():
    return "changed"
