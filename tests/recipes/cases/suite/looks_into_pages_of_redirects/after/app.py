from compat.application import Application
from compat.responses import redirect
from compat.urls import url_for

app = Application(__name__)


@app.get("/")
def index():
    return redirect(url_for("there"))


@app.get("/moved")
def moved():
    return redirect("/there", code=301)


@app.get("/there")
def there():
    return "there"
