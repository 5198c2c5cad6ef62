# oracle: none Taipan names itself
import sys

print(sys.implementation.name, sys.implementation.cache_tag, sys.version_info[:2], sys.hexversion >> 16 == 0x030E)
