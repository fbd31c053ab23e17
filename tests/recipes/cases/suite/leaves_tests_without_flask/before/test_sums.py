from sums import add


def test_sums():
    assert add(1, 2) == 3
