from flask import Blueprint, abort, render_template

bp = Blueprint("posts", __name__, template_folder="post_templates")

POSTS = [
    {
        "id": 1,
        "title": "Sowing beans",
        "tags": ["beans", "spring"],
        "body": "Soak them <b>first</b>.",
    },
    {"id": 2, "title": "Slugs & snails", "tags": [], "body": "Copper helps.\nBeer as well."},
    {"id": 3, "title": "Compost", "tags": ["soil"], "body": "Turn it."},
]


def newest(count):
    return sorted(POSTS, key=lambda post: -post["id"])[:count]


@bp.route("/")
def index():
    return render_template("posts/index.html", posts=newest(10))


@bp.route("/<int:post_id>")
def show(post_id):
    post = next((post for post in POSTS if post["id"] == post_id), None)
    if post is None:
        abort(404, "That post was composted.")
    return render_template("posts/show.html", post=post)


@bp.route("/tag/<tag>")
def tagged(tag):
    posts = [post for post in newest(10) if tag in post["tags"]]
    return render_template("posts/index.html", posts=posts, tag=tag)
