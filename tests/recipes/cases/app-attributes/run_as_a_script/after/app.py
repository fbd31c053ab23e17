import sys

import uvicorn

from compat.application import Application

app = Application(__name__)


@app.get("/")
def index():
    return "index"


def main() -> None:
    # Only for development.
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]))


if __name__ == "__main__":
    main()
    uvicorn.run(app, port=5000)
