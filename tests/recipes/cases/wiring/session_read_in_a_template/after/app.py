from compat.application import Application
from compat.requests import Request
from compat.session import SessionMiddleware
from compat.templating import TemplateResponse

app = Application(__name__)
app.add_middleware(SessionMiddleware)
app.config["SECRET_KEY"] = "fixture"


@app.get("/")
def index(request: Request):
    return TemplateResponse(request, "index.html")
