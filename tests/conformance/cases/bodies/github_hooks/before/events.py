def ping(payload):
    return payload.get("zen", "").upper()


def push(payload):
    branch = payload["ref"].removeprefix("refs/heads/")
    return f"{len(payload['commits'])} commits to {branch}"


HANDLERS = {"ping": ping, "push": push}
