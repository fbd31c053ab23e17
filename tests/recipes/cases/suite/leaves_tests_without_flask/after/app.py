from compat.application import Application
from sums import add

app = Application(__name__)


@app.get("/add/{a:int}/{b:int}")
def added(a: int, b: int):
    return str(add(a, b))
