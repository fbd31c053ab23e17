from flask import Flask, abort, g, jsonify, request
from sqlalchemy import or_

from models import Post, Tag, Thread, User, db, seed
from wrappers import as_json, needs_user

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///:memory:"
db.init_app(app)

with app.app_context():
    db.create_all()
    seed()


@app.before_request
def load_user():
    token = request.headers.get("Authorization", "").removeprefix("Token ")
    g.user = User.query.filter_by(token=token).one_or_none() if token else None


@app.route("/threads")
@as_json
def threads():
    query = Thread.query
    if tag := request.args.get("tag"):
        query = query.join(Thread.tags).filter(Tag.name == tag)
    if term := request.args.get("q"):
        query = (
            query.join(Thread.posts)
            .filter(or_(Thread.title.contains(term), Post.body.contains(term)))
            .distinct()
        )
    return query.order_by(Thread.id).all()


@app.route("/threads", methods=["POST"])
@needs_user
@as_json
def start(user):
    data = request.get_json()
    thread = Thread(title=data["title"], author=user)
    for name in data.get("tags", []):
        thread.tags.append(Tag.query.filter_by(name=name).first() or Tag(name=name))
    db.session.add(thread)
    db.session.commit()
    return thread, 201


@app.route("/threads/<int:thread_id>/posts", methods=["GET", "POST"])
def posts(thread_id):
    thread = Thread.query.get_or_404(thread_id)
    if request.method == "POST":
        return reply(thread)
    newest_first = request.args.get("order") == "newest"
    found = thread.posts.order_by(Post.id.desc() if newest_first else Post.id)
    return jsonify(
        posts=[post.to_dict() for post in found.limit(request.args.get("limit", 10, int))],
        total=thread.posts.count(),
    )


@needs_user
def reply(thread, user):
    post = Post(body=request.form["body"], author=user)
    thread.posts.append(post)
    db.session.commit()
    return jsonify(post.to_dict()), 201


@app.route("/posts/<int:post_id>", methods=["DELETE"])
@needs_user
def remove(post_id, user):
    post = db.session.get(Post, post_id)
    if post is None:
        abort(404)
    if post.author is not user and not user.admin:
        abort(403, "Not your post.")
    db.session.delete(post)
    db.session.commit()
    return jsonify(posts=user.posts.count())


@app.route("/users/<name>")
@as_json
def user(name):
    return User.query.filter(User.name.ilike(name)).first_or_404()
