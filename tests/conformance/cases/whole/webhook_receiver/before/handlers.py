from flask import g, request

hooks = {}


def on(source, event):
    def register(function):
        hooks[source, event] = function
        return function

    return register


@on("forge", "push")
def pushed(payload):
    branch = payload["ref"].rsplit("/", 1)[-1]
    return f"{len(payload['commits'])} commits to {branch} by {payload['pusher']['name']}"


@on("till", "payment")
@on("till", "refund")
def booked(payload):
    sign = -1 if g.event == "refund" else 1
    return {"cents": sign * payload["cents"], "agent": request.user_agent.string or None}
