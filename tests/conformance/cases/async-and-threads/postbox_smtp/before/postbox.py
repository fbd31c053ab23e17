"""A mail server for one process, which keeps what it is sent."""

import socketserver
import threading

LETTERS = []


class Talk(socketserver.StreamRequestHandler):
    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())

    def handle(self):
        self.say("220 postbox")
        envelope = []
        while line := self.rfile.readline().decode().strip():
            word = line.split(":")[0].upper()
            if word == "DATA":
                self.say("354 go on")
                LETTERS.append({"envelope": sorted(envelope), "lines": self.lines()})
                envelope = []
            elif word in ("MAIL FROM", "RCPT TO"):
                envelope.append(line)
            self.say("221 bye" if word == "QUIT" else "250 fine")
            if word == "QUIT":
                return

    def lines(self):
        found = []
        while (line := self.rfile.readline()) != b".\r\n":
            found.append(line.decode().rstrip("\r\n"))
        return found


def serve():
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]
