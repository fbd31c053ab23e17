from bank.errors import BankError, NotEnoughMoney, UnknownAccount

ACCOUNTS = {"NO1": 100, "NO2": 0}


def balance_of(number):
    if number not in ACCOUNTS:
        raise UnknownAccount(f"no account {number}", account=number)
    return ACCOUNTS[number]


def _withdraw(number, amount):
    left = balance_of(number) - amount
    if left < 0:
        raise NotEnoughMoney("not enough money", missing=-left)
    ACCOUNTS[number] = left


def transfer(source, target, amount):
    if amount <= 0:
        raise BankError("amounts are positive")
    balance_of(target)
    _withdraw(source, amount)
    ACCOUNTS[target] += amount
    return {"source": ACCOUNTS[source], "target": ACCOUNTS[target]}
