# struct, binascii, zlib checksums, hashlib.
import binascii
import hashlib
import struct
import zlib

print(struct.pack("<ibH", 1, -2, 3), struct.unpack("<ibH", b"\x01\0\0\0\xfe\x03\0"), struct.calcsize("iq"), struct.calcsize("<iq"), struct.pack(">d", 1.5), struct.pack("3s5p?", b"abcd", b"xy", True), struct.unpack(">f", b"\x3f\x80\0\0"), list(struct.iter_unpack("<h", b"\1\0\2\0")), struct.pack("<Q", 2 ** 64 - 1), struct.pack("=2h", 1, 2), struct.Struct("<e").pack(1.0), struct.unpack_from("<H", b"xx\1\2", 2))
for action in (lambda: struct.pack("b", 128), lambda: struct.pack("i"), lambda: struct.unpack("i", b"1"), lambda: struct.pack("z", 1), lambda: struct.pack("i", "a"), lambda: struct.pack("H", -1)):
    try:
        print(action())
    except struct.error as error:
        print(error)
print(binascii.hexlify(b"\x01\xff"), binascii.unhexlify("01ff"), binascii.crc32(b"hello"), zlib.crc32(b"hello"), zlib.adler32(b"hello"), binascii.b2a_base64(b"hi"), binascii.a2b_base64(b"aGk="), zlib.decompress(zlib.compress(b"abc" * 100)) == b"abc" * 100)
print(hashlib.md5(b"x").hexdigest(), hashlib.sha1(b"").hexdigest(), hashlib.sha256(b"abc").hexdigest(), hashlib.sha512(b"a").hexdigest()[:20], hashlib.new("sha256", b"abc").digest_size, hashlib.blake2b(b"x", digest_size=8).hexdigest())
h = hashlib.sha256()
h.update(b"a")
h.update(b"bc")
print(h.hexdigest() == hashlib.sha256(b"abc").hexdigest(), h.name, h.block_size, h.copy().digest() == h.digest())
