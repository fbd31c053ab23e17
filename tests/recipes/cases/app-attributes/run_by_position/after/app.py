import sys

import uvicorn

from compat.application import Application

app = Application(__name__)


@app.get("/")
def index():
    return "index"


if __name__ == "__main__":
    if len(sys.argv) > 2:
        uvicorn.run(app, host=sys.argv[1], port=int(sys.argv[2]))
    uvicorn.run(app, port=5000)
