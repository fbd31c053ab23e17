from flask_login import UserMixin
from werkzeug.security import check_password_hash, generate_password_hash


class Member(UserMixin):
    def __init__(self, number, name, password, staff=False, active=True):
        self.id = number
        self.name = name
        self.hashed = generate_password_hash(password, method="pbkdf2:sha256:1")
        self.staff = staff
        self._active = active

    @property
    def is_active(self):
        return self._active

    def knows(self, password):
        return check_password_hash(self.hashed, password)


MEMBERS = {
    1: Member(1, "Ada", "one"),
    2: Member(2, "Ben", "two", staff=True),
    3: Member(3, "Cid", "three", active=False),
}
