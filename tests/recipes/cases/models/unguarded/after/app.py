from __future__ import annotations

from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field

from compat.application import Application
from compat.responses import JSONResponse
from compat.validation import answer_invalid
from compat.values import Json


class NoteBody(BaseModel):
    model_config = ConfigDict(strict=True)

    text: Any
    from_: Any = Field(default=None, alias="from")
    page_size: Any = Field(default=None, alias="page-size")
    copy_: Any = Field(default=None, alias="copy")
    seen: bool | None = False
    schema_: Any = Field(default=None, alias="schema")
    json_: Any = Field(default=None, alias="json")


class SumsBody(BaseModel):
    model_config = ConfigDict(strict=True)

    factor: int | float | None = 2
    a: Any
    b: Any


class SumsAnswer(BaseModel):
    sum: Json
    factor: Json


def create_app():
    app = Application(__name__)
    app.add_exception_handler(RequestValidationError, answer_invalid)
    notes = {}

    @app.errorhandler(400)
    def bad(error):
        return JSONResponse({"error": "bad"}, 400)

    @app.after_request
    def stamp(response):
        response.headers["X-Notes"] = str(len(notes))
        return response

    @app.post("/notes/{name}")
    def note(data: NoteBody, name: str, colour="red", json: str = "none"):
        text = data.text
        notes[name] = {"text": text, "from": data.from_, "page": data.page_size}
        notes[name]["copy"] = data.copy_ if "copy_" in data.model_fields_set else text
        notes[name]["seen"] = data.seen
        if "schema_" in data.model_fields_set:
            notes[name]["schema"] = data.schema_
        if "json_" not in data.model_fields_set:
            notes[name]["json"] = json + colour
        return JSONResponse(notes[name])

    @app.post("/sum", response_model=SumsAnswer)
    def sums(data: SumsBody):
        factor = data.factor
        return {"sum": int(data.a) + int(data.b), "factor": factor}

    return app
