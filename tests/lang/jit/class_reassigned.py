# __class__ and __bases__ change while loops run over the objects.
class Dog:
    def speak(self):
        return "woof"


class Cat:
    def speak(self):
        return "meow"


class Robot:
    def speak(self):
        return "beep"


pet = Dog()
pet.name = "rex"
out = []
for i in range(60):
    out.append(pet.speak()[0])
    if i == 20:
        pet.__class__ = Cat
    if i == 40:
        pet.__class__ = Dog
print("".join(out), pet.name)
pets = [Dog() for _ in range(20)]
for p in pets:
    p.name = "d"
text = ""
for round in range(4):
    for k, p in enumerate(pets):
        text += p.speak()[0] + p.name
        if k % 7 == round:
            p.__class__ = Cat if type(p) is Dog else Dog
print(text)


class Child(Dog):
    pass


c = Child()
out = []
for i in range(60):
    out.append(c.speak()[0])
    if i == 25:
        Child.__bases__ = (Robot,)
    if i == 45:
        Child.__bases__ = (Cat,)
print("".join(out), isinstance(c, Cat), isinstance(c, Dog))
for i in range(40):
    if i == 20:
        c.__dict__ = {"speak": lambda: "dict"}
    last = c.speak()
print(last)
