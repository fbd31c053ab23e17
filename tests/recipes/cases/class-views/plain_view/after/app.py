from fastapi.responses import HTMLResponse

from compat.application import Application
from compat.requests import Request
from compat.urls import url_for

app = Application(__name__)


class About:
    def dispatch_request(self):
        return {"about": url_for("about"), "pages": url_for("pages", number=2)}


class Pages:
    def dispatch_request(self, request: Request, number: int):
        """Show one page, or say that it is kept."""
        if request.method == "POST":
            return HTMLResponse(f"kept {number}", 201)
        return {"number": number, "size": request.args.get("size", "10")}


app.add_api_route("/about", About().dispatch_request, methods=["GET"], name="about")
# All pages are of one view.
pages = Pages()
app.add_api_route(
    "/pages/",
    pages.dispatch_request,
    methods=["GET", "POST"],
    name="pages",
    defaults={"number": 1},
)
app.add_api_route(
    "/pages/{number:int}", pages.dispatch_request, methods=["GET", "POST"], name="pages"
)
