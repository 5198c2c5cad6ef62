# exit: 1
message = "hello
