from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event

db = SQLAlchemy()

thread_tags = db.Table(
    "thread_tags",
    db.Column("thread_id", db.ForeignKey("thread.id"), primary_key=True),
    db.Column("tag_id", db.ForeignKey("tag.id"), primary_key=True),
)


class User(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(30), unique=True)
    token = db.Column(db.String(30))
    admin = db.Column(db.Boolean, default=False)
    posts = db.relationship("Post", back_populates="author", lazy="dynamic")

    def to_dict(self):
        return {"name": self.name, "admin": self.admin, "posts": self.posts.count()}


class Tag(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(30), unique=True)


class Thread(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(80), nullable=False)
    author_id = db.Column(db.ForeignKey("user.id"))
    author = db.relationship(User)
    tags = db.relationship(
        Tag, secondary=thread_tags, backref=db.backref("threads", lazy="dynamic")
    )
    posts = db.relationship("Post", backref="thread", lazy="dynamic", cascade="all, delete-orphan")

    def to_dict(self):
        tags = sorted(tag.name for tag in self.tags)
        return {
            "id": self.id,
            "title": self.title,
            "by": self.author.name,
            "tags": tags,
            "posts": self.posts.count(),
        }


class Post(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    body = db.Column(db.Text, nullable=False)
    thread_id = db.Column(db.ForeignKey("thread.id"), nullable=False)
    author_id = db.Column(db.ForeignKey("user.id"))
    author = db.relationship(User, back_populates="posts")

    def to_dict(self):
        return {
            "id": self.id,
            "body": self.body,
            "by": self.author.name,
            "thread": self.thread.title,
        }


@event.listens_for(Post, "before_insert")
def clean(mapper, connection, post):
    post.body = post.body.strip()


def seed():
    ann, bo = User(name="Ann", token="t-ann", admin=True), User(name="Bo", token="t-bo")
    thread = Thread(title="Bread", author=ann, tags=[Tag(name="baking")])
    db.session.add_all([ann, bo, thread])
    thread.posts.extend([Post(body=" Rye? ", author=ann), Post(body="Wheat!", author=bo)])
    db.session.commit()
