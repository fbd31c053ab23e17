from app import create_app
from flask_mail import Message


def test_the_message_is_recorded():
    app = create_app()
    with app.mail.record_messages() as outbox:
        app.test_client().get("/send?subject=Hi&to=bob@x.test")
    assert len(outbox) == 1
    assert isinstance(outbox[0], Message)
