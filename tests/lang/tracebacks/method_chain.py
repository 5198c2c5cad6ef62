# exit: 1
class Query:
    def __init__(self, rows):
        self.rows = rows

    def where(self, test):
        return Query([r for r in self.rows if test(r)])

    def first(self):
        return self.rows[0] if self.rows else None

    def name(self):
        return self.first().name.upper()


people = [{"name": "x"}]
print(len(Query(people).where(lambda r: r["name"] == "x").rows))
Query(people).where(lambda r: r["name"] == "y").name()
