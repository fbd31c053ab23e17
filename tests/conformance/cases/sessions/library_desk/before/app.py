from flask import Flask, get_flashed_messages, jsonify, render_template_string, session

from desk import NotAMember, lend, member, sign_in, take_back

app = Flask(__name__)
app.secret_key = "index cards"

NOTICES = """\
{% for m in get_flashed_messages(category_filter=['overdue', 'fine']) %}<b>{{ m }}</b>
{% endfor %}{% for m in get_flashed_messages() %}<i>{{ m }}</i>
{% endfor %}"""


@app.errorhandler(NotAMember)
def not_a_member(error):
    return jsonify(error="sign in first", wanted=error.wanted), 401


@app.route("/sign-in/<int:card>", methods=["POST"])
def signing_in(card):
    sign_in(card)
    return jsonify(member=member(), session=dict(session))


@app.route("/loans/<isbn>", methods=["PUT"])
def borrow(isbn):
    return jsonify(loans=lend(isbn))


@app.route("/loans/<isbn>", methods=["DELETE"])
def give_back(isbn):
    return jsonify(loans=take_back(isbn))


@app.route("/notices")
def notices():
    return render_template_string(NOTICES)


@app.route("/notices.json")
def notices_json():
    fines = get_flashed_messages(category_filter=["fine"])
    return jsonify(fines=fines, all=get_flashed_messages(with_categories=True))
