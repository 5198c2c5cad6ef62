# Many paths through one loop, all taken often: an interpreter written in Python, a state machine, a lexer.
def machine(program, n):
    acc, pc, steps = 0, 0, 0
    registers = [0] * 4
    while pc < len(program) and steps < n:
        op, arg = program[pc]
        steps += 1
        pc += 1
        if op == "push":
            acc += arg
        elif op == "mul":
            acc *= arg
        elif op == "mod":
            acc %= arg
        elif op == "store":
            registers[arg] = acc
        elif op == "load":
            acc = registers[arg]
        elif op == "add":
            acc += registers[arg]
        elif op == "jump":
            pc = arg
        elif op == "jnz":
            if acc % 7:
                pc = arg
        elif op == "neg":
            acc = -acc
        elif op == "half":
            acc = acc // 2 if arg else acc / 2
        else:
            break
    return acc, registers, steps


program = [("push", 3), ("mul", 5), ("store", 0), ("mod", 101), ("add", 0), ("store", 1), ("jnz", 0), ("neg", 0), ("half", 1), ("load", 1), ("store", 2), ("jump", 0)]
print(machine(program, 500)[2], machine(program, 60)[:2], machine(program[:8] + [("half", 0)] + program[9:], 40)[0])


def lex(text):
    tokens, i = [], 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isdigit():
            j = i
            while j < len(text) and (text[j].isdigit() or text[j] == "."):
                j += 1
            tokens.append(float(text[i:j]) if "." in text[i:j] else int(text[i:j]))
            i = j
        elif c.isalpha() or c == "_":
            j = i
            while j < len(text) and (text[j].isalnum() or text[j] == "_"):
                j += 1
            tokens.append(text[i:j])
            i = j
        elif c in "+-*/()=<>":
            tokens.append(c)
            i += 1
        else:
            tokens.append(("?", c))
            i += 1
    return tokens


print(lex("alpha_1 = (beta + 42) * 3.75 / x2 - y < 10 @ 7 " * 4)[:20], len(lex("a1+b2*(3.5-x)/y " * 10)))
counts = {}
for i in range(400):
    k = (i * i + 3 * i) % 17
    if k < 3: key = "a"
    elif k < 5: key = "b"
    elif k == 5: key = "c"
    elif k in (6, 9): key = "d"
    elif k % 2 and k > 12: key = "e"
    elif not k % 4: key = "f"
    else: key = "g"
    counts[key] = counts.get(key, 0) + 1
print(sorted(counts.items()))
state, word, words = 0, "", []
for c in "the quick  brown\tfox. jumps! over" * 5:
    if state == 0:
        if c.isalpha():
            state, word = 1, c
    elif state == 1:
        if c.isalpha():
            word += c
        else:
            words.append(word)
            state = 0 if c.isspace() else 2
    else:
        state = 0 if c == " " else 2
print(len(words), words[:5])
