"""Checks a batch of texts in a pool; every worker sees the request that it works for."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from flask import Flask, copy_current_request_context, current_app, g, jsonify, request

from checks import Rejected, check, length_of

app = Flask(__name__)
app.config.update(WORKERS=3, FORBIDDEN={"spam"})
pool = ThreadPoolExecutor(max_workers=app.config["WORKERS"])


@app.before_request
def language():
    g.language = request.args.get("lang", "en")


@app.route("/batch", methods=["POST"])
def batch():
    texts = request.get_json()["texts"]

    @copy_current_request_context
    def work(text):
        return check(text)

    futures = [pool.submit(work, text) for text in texts]
    results = []
    for text, future in zip(texts, futures):
        try:
            results.append(future.result(timeout=5))
        except Rejected as error:
            results.append({"text": text, "rejected": str(error)})
    return jsonify(results=results, workers=current_app.config["WORKERS"])


@app.route("/lengths", methods=["POST"])
def lengths():
    texts = request.form.getlist("text")
    # These need no request, and run where there is none.
    return jsonify(dict(zip(texts, pool.map(length_of, texts))))


@app.route("/strict", methods=["POST"])
def strict():
    work = copy_current_request_context(check)
    return jsonify(pool.submit(work, request.get_data(as_text=True)).result())


@app.route("/sum")
def summed():
    async def double(number):
        await asyncio.sleep(0)
        return number * 2

    async def everything():
        return await asyncio.gather(*(double(int(n)) for n in request.args.getlist("n")))

    return jsonify(sum=sum(asyncio.run(everything())))


@app.errorhandler(Rejected)
def rejected(error):
    return jsonify(rejected=str(error), lang=g.language), 422
