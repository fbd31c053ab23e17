class MailError(ValueError):
    pass


class Mail:
    def __init__(self, to, subject):
        if not to or "@" not in to:
            raise MailError("`to` must be an address")
        self.to, self.subject, self.parts = to, subject, []

    def attach(self, file, limit):
        data = file.read()
        if len(data) > limit:
            raise MailError(f"{file.filename} is larger than {limit} bytes")
        self.parts.append(
            {
                "name": file.filename,
                "type": file.mimetype or "application/octet-stream",
                "charset": file.mimetype_params.get("charset"),
                "headers": sorted(key for key, _ in file.headers),
                "text": data.decode(errors="replace"),
            }
        )

    def summary(self):
        return {"to": self.to, "subject": self.subject, "parts": self.parts}
