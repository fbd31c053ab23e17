import subprocess
import sys
import textwrap

import app as shop
import compat.testing  # noqa: F401 - gives the application its test client
from compat.testing import answer_wsgi, create_environ


def test_client():
    assert shop.app.test_client().post("/echo", data="a").status_code == 201


def test_server():
    seen = []
    environ = create_environ("/echo", method="POST", data="abc")
    body = answer_wsgi(shop.app, environ, lambda status, headers: seen.append(status))
    assert (b"".join(body), seen) == (b"abc", ["201 CREATED"])


def test_other_process():
    program = (
        "import compat.testing; import app\n"
        "assert app.app.test_client().post('/echo', data='b').data == b'b'\n"
        "print('done')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout == "done\n", done.stderr


def test_indented_program():
    program = textwrap.dedent(
        """
        import compat.testing; from app import app
        print(app.test_client().post("/echo", data="c").get_data(as_text=True))
        """
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout == "c\n", done.stderr


def test_text():
    assert "import app and call .test_client( of it" != ""
