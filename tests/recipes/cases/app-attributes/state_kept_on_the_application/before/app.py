from flask import Flask, current_app

app = Flask(__name__)
app.seen = []
app.last = None
app.words = {"hello": ["hi", "hey"], "bye": ["ciao"]}


@app.route("/see/<name>", methods=["POST"])
def see(name):
    current_app.seen.append(name)
    current_app.last = name
    return {"seen": len(current_app.seen)}, 201


@app.route("/last")
def last():
    return {"last": app.last, "all": app.seen}


@app.route("/words/<word>")
def words(word):
    return {"words": app.words.get(word)}
