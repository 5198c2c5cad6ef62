# Codecs and error handlers.
s = "aé日😀"
for codec in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "UTF8", "u8"):
    data = s.encode(codec)
    print(codec, data, data.decode(codec) == s)
print("é".encode("latin-1"), b"\xe9".decode("latin-1"), "abc".encode("ascii"), s.encode("utf-8-sig"), "a".encode("utf-16"), "a".encode("cp1252"))
for handler in ("ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace", "strict"):
    try:
        print(handler, s.encode("ascii", handler))
    except UnicodeEncodeError as error:
        print(handler, error, error.start, error.end, error.object == s, error.encoding, error.reason)
bad = b"a\xff\xe9b\xed\xa0\x80c\xf0\x9f\x98"
for handler in ("ignore", "replace", "backslashreplace", "surrogateescape", "strict"):
    try:
        print(handler, ascii(bad.decode("utf-8", handler)))
    except UnicodeDecodeError as error:
        print(handler, error, error.start, error.end, error.reason)
print(bad.decode("utf-8", "surrogateescape").encode("utf-8", "surrogateescape") == bad, "\ud800".encode("utf-8", "surrogatepass"))
for call in (lambda: "\ud800".encode("utf-8"), lambda: "a".encode("no-such"), lambda: b"a".decode("ascii", "no-handler"), lambda: b"\xff".decode("ascii"), lambda: b"\xff".decode("ascii", "no-handler"), lambda: "a".encode(1)):
    try:
        print(call())
    except (UnicodeError, LookupError, TypeError) as error:
        print(type(error).__name__, error)
