# json: dumps and loads.
import json

data = {"a": [1, 2.5, None, True, "é\n\"q\"\\"], "b": {"nested": {}}, "c": [], "1": -0.0, "big": 10 ** 20}
text = json.dumps(data)
print(text, json.loads(text) == data, json.dumps(data, indent=2, ensure_ascii=False, sort_keys=True), json.dumps([1, 2], separators=(",", ":")), json.dumps({1: 2, None: 3, True: 4, 1.5: 5}), json.dumps((1, 2)), json.dumps("😀"), json.dumps(float("inf")), sep="\n")
print(json.loads("[1, 2.0, 1e3, -5, true, null, \"\\u00e9\\ud83d\\ude00\"]"), json.loads(" {\"a\": {\"b\": []}} "), json.loads("1"), json.loads("\"x\""), json.loads("NaN"), json.loads(b"[1]"), json.loads("[1.5]", parse_float=str), json.loads("{\"a\": 1}", object_hook=lambda d: list(d.items())), json.loads("123456789012345678901234567890"))
for bad in ("", "{", "[1,]", "{\"a\" 1}", "nul", "[1] x", "\"abc", "{a: 1}", "01", "[\"\t\"]", "\"\\x\""):
    try:
        print(json.loads(bad))
    except json.JSONDecodeError as error:
        print(repr(bad), error)
for bad in (object(), {1, 2}, b"x", {(1, 2): 3}, 1j):
    try:
        print(json.dumps(bad))
    except TypeError as error:
        print(error)
r = []
r.append(r)
try:
    json.dumps(r)
except ValueError as error:
    print(error)
print(json.dumps({"x": {1, 2}}, default=sorted), json.JSONEncoder().encode([None]))
