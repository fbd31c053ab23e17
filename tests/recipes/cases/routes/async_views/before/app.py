import asyncio

from flask import Flask, abort, request

app = Flask(__name__)


@app.route("/wait/<int:n>")
async def wait(n):
    await asyncio.sleep(0)
    if n > 3:
        abort(413)
    return {"waited": n, "q": request.args.get("q")}
