from flask import Blueprint, abort, flash, g, get_flashed_messages, jsonify, request, session
from flask.views import MethodView, View

forum = Blueprint("forum", __name__)

THREADS = {"intro": [{"by": "ada", "text": "hi"}]}


@forum.before_request
def who():
    g.name = session.get("name")


@forum.errorhandler(401)
def please_log_in(error):
    return jsonify(error=error.description, login="/login/<name>"), 401


class LoggedIn:
    """A mixin that asks for a name before anything that writes."""

    def dispatch_request(self, *args, **kwargs):
        if request.method not in ("GET", "HEAD") and g.name is None:
            abort(401, "who are you?")
        return super().dispatch_request(*args, **kwargs)


class ThreadView(LoggedIn, MethodView):
    def get(self, slug):
        posts = THREADS.get(slug)
        if posts is None:
            abort(404)
        return jsonify(posts=posts, notes=get_flashed_messages(), you=g.name)

    def post(self, slug):
        text = request.form.get("text", "")
        if len(text) < 2:
            flash("too short")
            return jsonify(posted=False), 422
        THREADS.setdefault(slug, []).append({"by": g.name, "text": text})
        flash("posted")
        return jsonify(posted=True), 201


class CountView(View):
    def dispatch_request(self):
        return {slug: len(posts) for slug, posts in THREADS.items()}


forum.add_url_rule("/<slug>", view_func=ThreadView.as_view("thread"))
forum.add_url_rule("/", view_func=CountView.as_view("count"))
