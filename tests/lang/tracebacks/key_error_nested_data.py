# exit: 1
config = {"server": {"ports": {"http": 80}}}
name = "https"
print(config["server"]["ports"]["http"])
print(config["server"]["ports"][name] + 1)
