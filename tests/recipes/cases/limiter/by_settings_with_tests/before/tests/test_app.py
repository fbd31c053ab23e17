from app import app, limiter
from flask_limiter import RateLimitExceeded


def test_limits_can_be_switched_off():
    client = app.test_client()
    limiter.reset()
    assert [client.get("/").status_code for _ in range(4)] == [200, 200, 200, 429]
    limiter.enabled = False
    try:
        assert client.get("/").status_code == 200
    finally:
        limiter.enabled = True
    limiter.reset()
    assert client.get("/").status_code == 200


def test_an_error_says_its_code():
    assert RateLimitExceeded.code == 429
