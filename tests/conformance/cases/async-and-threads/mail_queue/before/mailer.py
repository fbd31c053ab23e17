import queue
import threading


class Mailer:
    """One thread that works off what requests leave behind."""

    def __init__(self):
        self.queue = queue.Queue()
        self.failed = []

    def start(self, deliver):
        threading.Thread(target=self._work, args=(deliver,), daemon=True).start()

    def put(self, *mail):
        self.queue.put(mail)

    def settle(self):
        self.queue.join()

    def _work(self, deliver):
        while True:
            mail = self.queue.get()
            try:
                deliver(*mail)
            except Exception as error:
                self.failed.append(str(error))
            finally:
                self.queue.task_done()


mailer = Mailer()
