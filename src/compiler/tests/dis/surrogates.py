a = "\ud800\N{BULLET}\u00e9", '\udfff\
tail', f"\ud801{a}\udc00", b"\x00"
b = r"\ud800", "\d", "\400", b"\q"
