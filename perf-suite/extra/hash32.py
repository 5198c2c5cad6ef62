"""32-bit hashes of bytes: FNV-1a, a murmur round and a CRC table, all under a mask."""

import sys

MASK = 0xFFFFFFFF


def fnv1a(data):
    h = 0x811C9DC5
    for byte in data:
        h = ((h ^ byte) * 0x01000193) & MASK
    return h


def rotate(x, bits):
    return ((x << bits) | (x >> (32 - bits))) & MASK


def murmur(data, seed):
    h = seed
    for i in range(0, len(data) - 3, 4):
        k = data[i] | data[i + 1] << 8 | data[i + 2] << 16 | data[i + 3] << 24
        k = (k * 0xCC9E2D51) & MASK
        k = (rotate(k, 15) * 0x1B873593) & MASK
        h = (rotate(h ^ k, 13) * 5 + 0xE6546B64) & MASK
    h ^= len(data)
    h = ((h ^ (h >> 16)) * 0x85EBCA6B) & MASK
    h = ((h ^ (h >> 13)) * 0xC2B2AE35) & MASK
    return h ^ (h >> 16)


def crc_table():
    table = []
    for i in range(256):
        for _ in range(8):
            i = (i >> 1) ^ 0xEDB88320 if i & 1 else i >> 1
        table.append(i)
    return table


def crc32(data, table):
    crc = MASK
    for byte in data:
        crc = (crc >> 8) ^ table[(crc ^ byte) & 255]
    return crc ^ MASK


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 8_000_000
    data = bytes(i * i % 251 for i in range(n))
    print("%08x %08x %08x" % (fnv1a(data), murmur(data, 42), crc32(data, crc_table())))


if __name__ == "__main__":
    main()
