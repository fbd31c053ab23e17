from extensions import db


class Account(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    owner = db.Column(db.String(40), unique=True, nullable=False)
    balance = db.Column(db.Integer, nullable=False, default=0)
    entries = db.relationship("Entry", backref="account", order_by="Entry.id")

    def __repr__(self):
        return f"<Account {self.owner}>"


class Entry(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    account_id = db.Column(db.Integer, db.ForeignKey(Account.id), nullable=False)
    amount = db.Column(db.Integer, nullable=False)
    text = db.Column(db.String(40), nullable=False, server_default="-")
