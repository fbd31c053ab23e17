from app import app


def test_the_page_names_the_target():
    assert '<a href="/there">/there</a>' in app.test_client().get("/").text
    assert b"Redirecting..." in app.test_client().get("/moved").data
