# args: -x value "quoted
# sys: version, platform, limits, hooks that scripts read.
import sys

print(sys.argv[1:], type(sys.version).__name__, sys.version_info >= (3, 12), sys.version_info[0], sys.version_info.major, len(sys.version_info), sys.hexversion >> 24, sys.maxsize, sys.maxunicode, sys.byteorder, sys.platform)
print(sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.stdout.encoding.lower(), sys.getrecursionlimit(), sys.flags.optimize, sys.hash_info.width, sys.hash_info.modulus, sys.hash_info.inf, sys.int_info.bits_per_digit > 0, sys.float_info.dig, sys.thread_info.name, sys.implementation.cache_tag is not None)
print(sys.intern("a" + "b") is sys.intern("ab"), sys.stdin is not None, sys.executable != "", isinstance(sys.builtin_module_names, tuple), "sys" in sys.builtin_module_names, sys.copyright[:9], callable(sys.displayhook), sys.dont_write_bytecode, sys.warnoptions, sys.path_hooks is not None, sys.is_finalizing(), sys.getswitchinterval() > 0, sys.api_version > 1000)
try:
    sys.intern(5)
except TypeError as error:
    print(error)
sys.displayhook(5)
sys.displayhook(None)
import builtins
print(builtins._)
print(sys.stdout.write("x\n"), sys.stdout.writable(), sys.stdout.isatty(), sys.stdout.fileno(), sys.stderr.fileno(), sys.stdin.fileno())
