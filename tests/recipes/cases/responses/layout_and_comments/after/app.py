from pydantic import BaseModel

from compat.application import Application
from compat.responses import JSONResponse, jsonify

app = Application(__name__)


@app.get("/long")
def long():
    """Comments and layout stay."""
    return jsonify(
        # first
        first=1,  # one
        second=[
            1,
            2,  # two
        ],
        **{"third": 3},
    )


@app.get("/pair")
def pair():
    return (
        JSONResponse(
            {
                "error": "nothing here",  # for people
            }
        ),
        404,  # for machines
    )


@app.get("/nested")
def nested():
    return JSONResponse(JSONResponse({"a": 1}).get_json())


class OneLineAnswer(BaseModel):
    ok: bool


@app.get("/one-line", response_model=OneLineAnswer)
def one_line(): return {"ok": True}


@app.get("/kept")
def kept():
    answer = JSONResponse({
        "a": 1,
    })
    answer.status_code = 202
    return answer
