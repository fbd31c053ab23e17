from fastapi import HTTPException
from pydantic import BaseModel

from compat.application import Application
from compat.cors import CORS

app = Application(__name__)
app.config["CORS_MAX_AGE"] = 600
CORS(
    app,
    resources={r"/api/*": {"origins": ["http://a.com", r"http://.*\.b\.com"]}},
    supports_credentials=True,
)


@app.after_request
def stamp(response):
    response.headers["X-Origin-Allowed"] = response.headers.get("Access-Control-Allow-Origin", "")
    return response


class BooksAnswer(BaseModel):
    query: str | None


@app.api_route("/api/books", methods=["GET", "POST"], response_model=BooksAnswer)
def books(q: str | None = None):
    return {"query": q}


@app.get("/api/gone")
def gone():
    raise HTTPException(410)


@app.get("/api/broken")
def broken():
    raise LookupError("nothing there")


@app.get("/about")
def about():
    return "about"
