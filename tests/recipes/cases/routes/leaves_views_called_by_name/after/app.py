from compat.application import Application
from compat.requests import Request
from compat.responses import JSONResponse

app = Application(__name__)


@app.get("/page/{number:int}")
def page(request: Request, number: int, size=10):
    return JSONResponse({"number": number, "size": size, "q": request.args.get("q")})


@app.get("/first")
def first(request: Request):
    return page(request, 1, size=5)


@app.get("/second")
def second(request: Request):
    answer = page(request, 2)
    answer.status_code = 202
    answer.headers["X-Page"] = "2"
    return answer
