from compat.application import Application

app = Application(__name__)
app.secret_key = "fixture"
sessions = {"open": 1}


@app.get("/")
def index():
    return sessions


if __name__ != "__main__": other = Application("other")
