"""A stack machine interpreted in Python: a long chain of branches, taken in ever new order."""

import sys

PUSH, LOAD, STORE, ADD, SUB, MUL, MOD, LESS, JUMP, JUMP_IF_FALSE, CALL, RETURN, PRINT, HALT = range(14)

# Counts the primes below variable 0 by trial division. Address 8 starts the outer loop; 33 is is_prime.
PROGRAM = [
    (PUSH, 2), (STORE, 1),                                        # candidate = 2
    (PUSH, 0), (STORE, 2),                                        # found = 0
    (LOAD, 1), (LOAD, 0), (LESS, 0), (JUMP_IF_FALSE, 16),         # 4: while candidate < limit
    (CALL, 18), (LOAD, 2), (ADD, 0), (STORE, 2),                  #    found += is_prime()
    (LOAD, 1), (PUSH, 1), (ADD, 0), (JUMP, 44),                   #    candidate += 1
    (LOAD, 2), (JUMP, 46),                                        # 16: leave
    (PUSH, 2), (STORE, 3),                                        # 18: is_prime: divisor = 2
    (LOAD, 1), (LOAD, 3), (LOAD, 3), (MUL, 0), (LESS, 0),         # 20: candidate < divisor * divisor ?
    (JUMP_IF_FALSE, 28),
    (PUSH, 1), (RETURN, 0),
    (LOAD, 1), (LOAD, 3), (MOD, 0),                               # 28: candidate % divisor
    (PUSH, 1), (LESS, 0), (JUMP_IF_FALSE, 36),
    (PUSH, 0), (RETURN, 0),
    (LOAD, 3), (PUSH, 1), (ADD, 0), (STORE, 3), (JUMP, 20),       # 36: divisor += 1
    (HALT, 0), (HALT, 0), (HALT, 0),
    (STORE, 1), (JUMP, 4),                                        # 44: next candidate
    (PRINT, 0), (HALT, 0),                                        # 46
]


class Machine:
    def __init__(self, program, limit):
        self.program = program
        self.variables = [limit, 0, 0, 0]
        self.stack = []
        self.returns = []
        self.output = []
        self.steps = 0

    def run(self):
        pc = 0
        stack = self.stack
        while True:
            op, arg = self.program[pc]
            pc += 1
            self.steps += 1
            if op == PUSH:
                stack.append(arg)
            elif op == LOAD:
                stack.append(self.variables[arg])
            elif op == STORE:
                self.variables[arg] = stack.pop()
            elif op == ADD:
                b = stack.pop()
                stack.append(stack.pop() + b)
            elif op == SUB:
                b = stack.pop()
                stack.append(stack.pop() - b)
            elif op == MUL:
                b = stack.pop()
                stack.append(stack.pop() * b)
            elif op == MOD:
                b = stack.pop()
                stack.append(stack.pop() % b)
            elif op == LESS:
                b = stack.pop()
                stack.append(1 if stack.pop() < b else 0)
            elif op == JUMP:
                pc = arg
            elif op == JUMP_IF_FALSE:
                if not stack.pop():
                    pc = arg
            elif op == CALL:
                self.returns.append(pc)
                pc = arg
            elif op == RETURN:
                pc = self.returns.pop()
            elif op == PRINT:
                self.output.append(stack.pop())
            elif op == HALT:
                return


def main():
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    machine = Machine(PROGRAM, limit)
    machine.run()
    print(machine.output, machine.steps)


if __name__ == "__main__":
    main()
