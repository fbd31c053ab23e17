"""`python -m unflask.bench` prints where Locust finds the load, for workers on other machines."""

from unflask.bench.drive import LOCUSTFILE

print(LOCUSTFILE)  # noqa: T201 - it is what the command is for
