from compat.application import Application

USE_X_SENDFILE = False

app = Application(__name__)
app.config["USE_X_SENDFILE"] = False
app.config.update({"USE_X_SENDFILE": False})


@app.get("/")
def index():
    return "index"
