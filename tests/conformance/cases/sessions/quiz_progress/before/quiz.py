from flask import Blueprint, abort, current_app, jsonify, request, session

QUESTIONS = [
    ("Capital of Peru?", "lima"),
    ("7 * 8?", "56"),
    ("Largest planet?", "jupiter"),
]

quiz = Blueprint("quiz", __name__, url_prefix="/quiz")


def progress():
    state = session.setdefault("progress", {})
    state.setdefault("answers", [])
    return state


@quiz.post("/start")
def start():
    session.clear()
    session["player"] = request.form.get("player", "anonymous")
    progress()
    return jsonify(player=session["player"], keys=sorted(session)), 201


@quiz.get("/question")
def question():
    number = len(progress()["answers"])
    if number >= len(QUESTIONS):
        return jsonify(done=True)
    return jsonify(number=number + 1, text=QUESTIONS[number][0])


@quiz.post("/answer")
def answer():
    given = request.get_json(silent=True) or {}
    if "answer" not in given:
        abort(400, "Send an answer.")
    state = progress()
    number = len(state["answers"])
    if number >= len(QUESTIONS):
        abort(409)
    right = str(given["answer"]).lower() == QUESTIONS[number][1]
    state["answers"].append(right)
    session["progress"] = state
    return jsonify(right=right)


@quiz.post("/cheat")
def cheat():
    # Changed in place only: the cookie does not learn of it.
    session["progress"]["answers"].append(True)
    return jsonify(modified=session.modified, now=session["progress"]["answers"])


@quiz.get("/result")
def result():
    right = sum(session.get("progress", {}).get("answers", []))
    return jsonify(
        passed=right >= current_app.config["PASS_MARK"], right=right, accessed=session.accessed
    )


@quiz.delete("/")
def leave():
    player = session.pop("player", None)
    if player is None:
        abort(404)
    last = session.popitem() if session else None
    return jsonify(player=player, last=last, empty=not session)
