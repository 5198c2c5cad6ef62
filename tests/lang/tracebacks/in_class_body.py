# exit: 1
class Settings:
    a = 1
    b = a + "2"
