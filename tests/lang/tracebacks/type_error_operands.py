# exit: 1
class Account:
    def __init__(self, name):
        self.name = name
        self.history = []

    def report(self):
        return "Account " + self.name + " has " + len(self.history) + " entries"


print("start")
accounts = {"bob": Account("Bob")}
print(accounts["bob"].report())
