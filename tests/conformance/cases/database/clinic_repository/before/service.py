from flask import current_app

from repository import Patients, Visits


class ServiceError(Exception):
    status = 400


class Missing(ServiceError):
    status = 404


class FullyBooked(ServiceError):
    status = 409


class Clinic:
    def __init__(self, patients=None, visits=None):
        self.patients = patients or Patients()
        self.visits = visits or Visits()

    def register(self, name):
        return self.patients.add(name)

    def book(self, patient_id, day, reason):
        patient = self.patients.get(patient_id)
        if patient is None:
            raise Missing(f"no patient {patient_id}")
        visit = self.visits.add(patient, day=day, reason=reason)
        # Counted after adding: what is raised here has to undo the visit as well.
        if self.visits.count(day) > current_app.config["MAX_PER_DAY"]:
            raise FullyBooked(f"{day} is full")
        return visit
