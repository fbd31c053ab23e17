from flask import request

ROBOTS = ("bot", "crawler", "spider")


def is_robot():
    agent = request.user_agent.string.lower()
    return any(word in agent for word in ROBOTS)


def layout():
    # Werkzeug has stopped parsing agents: `platform` and `browser` are None without a parser.
    if request.user_agent.platform in {"android", "iphone"}:
        return "narrow"
    return "wide" if request.headers.get("Sec-CH-UA-Mobile", "?0") == "?0" else "narrow"


def summary():
    agent = request.user_agent
    return {"browser": agent.browser or "unknown", "version": agent.version, "text": str(agent)}
