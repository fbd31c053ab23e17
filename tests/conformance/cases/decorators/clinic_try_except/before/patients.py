from flask import abort

PATIENTS = {1: {"name": "Kim", "age": 40}, 2: {"name": "Lee", "age": 7}}


class Duplicate(Exception):
    pass


def patient_or_404(number):
    if number not in PATIENTS:
        abort(404)
    return PATIENTS[number]


def admit(name, age):
    if any(patient["name"] == name for patient in PATIENTS.values()):
        raise Duplicate(name)
    number = len(PATIENTS) + 1
    PATIENTS[number] = {"name": name, "age": age}
    return {"number": number}
