from flask_mail import email_dispatched

ENTRIES = []


def keep(app, message):
    prefix = app.config["PREFIX"]
    ENTRIES.append(
        {
            "subject": f"{prefix} {message.subject}",
            "to": sorted(map(str, message.send_to)),
            "from": message.sender,
            "html": message.html,
        }
    )


email_dispatched.connect(keep)
