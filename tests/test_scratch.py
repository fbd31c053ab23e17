"""The folder in which applications run."""

import stat

from unflask.model.scratch import scratch


def test_other_users_may_pass_through_and_not_look_around():
    with scratch() as folder:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o711


def test_it_is_gone_afterwards_with_all_that_was_put_into_it():
    with scratch() as folder:
        (folder / "inner").mkdir()
        (folder / "inner" / "file").write_text("x")
    assert not folder.exists()
