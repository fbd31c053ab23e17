from compat.application import Application

app = Application(__name__)


def named(value: Application) -> str:
    return value.name


@app.get("/")
def index():
    return named(app)
