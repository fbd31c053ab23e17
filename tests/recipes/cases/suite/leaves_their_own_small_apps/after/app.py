from compat.application import Application

app = Application(__name__)


@app.get("/")
def index():
    return "index"
