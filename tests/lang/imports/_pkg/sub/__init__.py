print("sub initialised")
