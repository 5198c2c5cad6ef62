"""Constants of text, `capwords` and `Formatter`. `Template` substitutes without regular expressions."""

__all__ = [
    'ascii_letters', 'ascii_lowercase', 'ascii_uppercase', 'capwords', 'digits', 'hexdigits', 'octdigits', 'printable',
    'punctuation', 'whitespace', 'Formatter', 'Template',
]

whitespace = ' \t\n\r\v\f'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Split the argument into words, capitalize each and join them again.

    If the optional second argument sep is absent or None,
    runs of whitespace characters are replaced by a single space
    and leading and trailing whitespace are removed, otherwise
    sep is used to split and join the words.
    """
    return (sep or ' ').join(map(str.capitalize, s.split(sep)))


_first = frozenset('_' + ascii_letters)
_rest = _first | frozenset(digits)


class Template:
    """A string class for supporting $-substitutions."""

    delimiter = '$'

    def __init__(self, template):
        self.template = template

    def _parts(self):
        # Yields (text, name, position): name is None for text, '' for a placeholder that is none.
        text, i, d = self.template, 0, self.delimiter
        while True:
            at = text.find(d, i)
            if at < 0:
                yield text[i:], None, i
                return
            yield text[i:at], None, i
            start = i = at + len(d)
            if text.startswith(d, i):
                i += len(d)
                yield d, None, at
                continue
            braced = text.startswith('{', i)
            start += braced
            end = start
            if end < len(text) and text[end] in _first:
                end += 1
                while end < len(text) and text[end] in _rest:
                    end += 1
            if end == start or (braced and not text.startswith('}', end)):
                yield d, '', at
                continue
            i = end + braced
            yield text[at:i], text[start:end], at

    def _invalid(self, at):
        lines = self.template[:at].splitlines(keepends=True)
        if not lines:
            lineno, colno = 1, 1
        else:
            lineno, colno = len(lines), at - len(''.join(lines[:-1]))
            colno += 1
        return ValueError('Invalid placeholder in string: line %d, col %d' % (lineno, colno))

    def substitute(self, mapping={}, /, **kws):
        values = {**mapping, **kws} if kws else mapping
        out = []
        for text, name, at in self._parts():
            if name == '':
                raise self._invalid(at)
            out.append(text if name is None else str(values[name]))
        return ''.join(out)

    def safe_substitute(self, mapping={}, /, **kws):
        values = {**mapping, **kws} if kws else mapping
        out = []
        for text, name, at in self._parts():
            if name:
                try:
                    text = str(values[name])
                except KeyError:
                    pass
            out.append(text)
        return ''.join(out)

    def is_valid(self):
        return all(name != '' for _, name, _ in self._parts())

    def get_identifiers(self):
        return list(dict.fromkeys(name for _, name, _ in self._parts() if name))


class Formatter:
    """Formats as str.format does, with every step open to change."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used_args = set()
        result, _ = self._vformat(format_string, args, kwargs, used_args, 2)
        self.check_unused_args(used_args, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError('Max string recursion exceeded')
        result = []
        for literal_text, field_name, format_spec, conversion in self.parse(format_string):
            if literal_text:
                result.append(literal_text)
            if field_name is None:
                continue
            first, _, tail = field_name.partition('.')
            first = first.partition('[')[0]
            if first == '':
                if auto_arg_index is False:
                    raise ValueError('cannot switch from manual field specification to automatic field numbering')
                field_name = str(auto_arg_index) + field_name
                auto_arg_index += 1
            elif first.isdigit():
                if auto_arg_index:
                    raise ValueError('cannot switch from automatic field numbering to manual field specification')
                auto_arg_index = False
            obj, arg_used = self.get_field(field_name, args, kwargs)
            used_args.add(arg_used)
            obj = self.convert_field(obj, conversion)
            format_spec, auto_arg_index = self._vformat(
                format_spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index
            )
            result.append(self.format_field(obj, format_spec))
        return ''.join(result), auto_arg_index

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == 's':
            return str(value)
        if conversion == 'r':
            return repr(value)
        if conversion == 'a':
            return ascii(value)
        raise ValueError(f'Unknown conversion specifier {conversion!s}')

    def parse(self, format_string):
        """Yields (literal_text, field_name, format_spec, conversion)."""
        text, i, literal = format_string, 0, []
        while i < len(text):
            c = text[i]
            if c not in '{}':
                literal.append(c)
                i += 1
                continue
            if text[i + 1:i + 2] == c:
                yield ''.join(literal) + c, None, None, None
                literal = []
                i += 2
                continue
            if c == '}':
                raise ValueError("Single '}' encountered in format string")
            i += 1
            if i == len(text):
                raise ValueError("Single '{' encountered in format string")
            depth, start = 1, i
            while depth:
                if i == len(text):
                    raise ValueError("expected '}' before end of string")
                depth += (text[i] == '{') - (text[i] == '}')
                i += 1
            field = text[start:i - 1]
            end = min((at for at in (field.find('!'), field.find(':')) if at >= 0), default=len(field))
            name, rest, conversion = field[:end], field[end:], None
            if rest.startswith('!'):
                conversion, rest = rest[1:2], rest[2:]
            yield ''.join(literal), name, rest[1:], conversion
            literal = []
        if literal:
            yield ''.join(literal), None, None, None

    def get_field(self, field_name, args, kwargs):
        """Looks a field like `0.name[key]` up; returns the object and the first part."""
        end = min((at for at in (field_name.find('.'), field_name.find('[')) if at >= 0), default=len(field_name))
        first, rest = field_name[:end], field_name[end:]
        first = int(first) if first.isdigit() else first
        obj = self.get_value(first, args, kwargs)
        while rest:
            if rest[0] == '.':
                end = min((at for at in (rest.find('.', 1), rest.find('[')) if at >= 0), default=len(rest))
                obj = getattr(obj, rest[1:end])
                rest = rest[end:]
                continue
            key, _, rest = rest[1:].partition(']')
            obj = obj[int(key) if key.isdigit() else key]
        return obj, first
