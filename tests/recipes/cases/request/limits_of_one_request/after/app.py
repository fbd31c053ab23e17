from pydantic import BaseModel, Field

from compat.application import Application
from compat.errors import RequestEntityTooLarge
from compat.requests import Request
from compat.responses import JSONResponse
from compat.values import Json

app = Application(__name__)


@app.errorhandler(RequestEntityTooLarge)
def too_large(request: Request, error):
    return JSONResponse({"error": error.name, "limit": request.max_content_length}, 413)


class ShortAnswer(BaseModel):
    size: int


@app.post("/short", response_model=ShortAnswer)
def short(request: Request):
    request.max_content_length = 10
    return {"size": len(request.get_data())}


class AnyLengthAnswer(BaseModel):
    size: int
    limit: Json


@app.post("/any", response_model=AnyLengthAnswer)
def any_length(request: Request):
    return {"size": len(request.data), "limit": request.max_content_length}


class NoteAnswer(BaseModel):
    form: Json
    parts: Json


@app.post("/note", response_model=NoteAnswer)
def note(request: Request):
    request.max_form_memory_size = 20
    request.max_form_parts = 2
    return {"form": request.form_data.to_dict(), "parts": request.max_form_parts}


class DefaultAnswer(BaseModel):
    fields_: int = Field(alias="fields")
    limit: Json


@app.post("/default", response_model=DefaultAnswer)
def default(request: Request):
    request.max_form_memory_size = None
    return {"fields": len(request.form_data), "limit": request.max_form_memory_size}
