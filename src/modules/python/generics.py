"""What classes with type parameters need of `typing`, for programs that run without that module."""


def _sample[T, *Ts, **P]():
    pass


_TypeVar, _TypeVarTuple, _ParamSpec = map(type, _sample.__type_params__)
_PARAMETERS = (_TypeVar, _TypeVarTuple, _ParamSpec)


def _is_generic(cls):
    return cls.__name__ == 'Generic' and cls.__module__ == 'typing'


def _generic_of(cls):
    return next(c for c in cls.__mro__ if _is_generic(c))


def _name(t):
    if isinstance(t, type) and not hasattr(t, '__origin__'):
        return t.__qualname__ if t.__module__ == 'builtins' else f'{t.__module__}.{t.__qualname__}'
    if t is ...:
        return '...'
    if isinstance(t, (list, tuple)):
        return '[' + ', '.join(map(_name, t)) + ']'
    return repr(t)


def _collect(args):
    found = []
    for arg in args:
        if isinstance(arg, _PARAMETERS):
            inner = (arg,)
        elif isinstance(arg, (list, tuple)):
            inner = _collect(arg)
        else:
            inner = () if isinstance(arg, type) else getattr(arg, '__parameters__', ())
        found.extend(p for p in inner if p not in found)
    return tuple(found)


class _GenericAlias:
    """A class with arguments for its type parameters."""

    def __init__(self, origin, args):
        fields = self.__dict__
        fields['__origin__'] = origin
        fields['__args__'] = args if isinstance(args, tuple) else (args,)
        fields['__parameters__'] = _collect(self.__args__)
        fields['__module__'] = origin.__module__

    def __repr__(self):
        origin = self.__origin__
        return f'{origin.__module__}.{origin.__qualname__}[' + (', '.join(map(_name, self.__args__)) or '()') + ']'

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ is other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __call__(self, *args, **kwargs):
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except Exception:
            pass
        return made

    def __mro_entries__(self, bases):
        later = bases[bases.index(self) + 1:]
        origin = self.__origin__
        if _is_generic(origin):
            return () if any(isinstance(b, _GenericAlias) for b in later) else (origin,)
        entries = [] if origin in bases else [origin]
        generic = _generic_of(origin)
        if not any(isinstance(b, _GenericAlias) or issubclass(b, generic) for b in later):
            entries.append(generic)
        return tuple(entries)

    def __getattr__(self, name):
        if '__origin__' in self.__dict__ and not (name.startswith('__') and name.endswith('__')):
            return getattr(self.__origin__, name)
        raise AttributeError(name)

    def __setattr__(self, name, value):
        setattr(self.__origin__, name, value)

    def __getitem__(self, args):
        if not self.__parameters__:
            raise TypeError(f'{self!r} is not a generic class')
        args = args if isinstance(args, tuple) else (args,)
        args = _fitting(self, self.__parameters__, args)
        given = dict(zip(self.__parameters__, args))

        def put(t):
            if isinstance(t, _PARAMETERS):
                return given.get(t, t)
            if isinstance(t, tuple):
                return tuple(map(put, t))
            inner = () if isinstance(t, type) else getattr(t, '__parameters__', ())
            return t[tuple(given[p] for p in inner)] if inner else t

        return _GenericAlias(self.__origin__, tuple(map(put, self.__args__)))

    def __instancecheck__(self, obj):
        raise TypeError('Subscripted generics cannot be used with class and instance checks')

    __subclasscheck__ = __instancecheck__

    def __or__(self, other):
        return _union(self, other)

    def __ror__(self, other):
        return _union(other, self)


class _Unpacked:
    """`*Ts`, or `Unpack[Ts]`."""

    def __init__(self, origin):
        self.__origin__, self.__args__, self.__parameters__ = Unpack, (origin,), _collect((origin,))

    def __repr__(self):
        return f'typing.Unpack[{_name(self.__args__[0])}]'

    def __eq__(self, other):
        return isinstance(other, _Unpacked) and self.__args__ == other.__args__

    def __hash__(self):
        return hash(self.__args__)


class _Unpack:
    def __getitem__(self, arg):
        return _Unpacked(arg)

    def __repr__(self):
        return 'typing.Unpack'


Unpack = _Unpack()


def _union(a, b):
    return type(int | str)[a, b]


def _fitting(what, parameters, args):
    """The arguments with defaults of parameters that got none."""
    if any(isinstance(p, _TypeVarTuple) for p in parameters):
        return args
    if len(parameters) == 1 and isinstance(parameters[0], _ParamSpec) and not isinstance(args[0], (list, tuple)):
        return (tuple(args),)
    args = tuple(tuple(a) if isinstance(a, list) else a for a in args)
    args += tuple(p.__default__ for p in parameters[len(args):] if p.has_default())
    if len(args) != len(parameters):
        how = 'many' if len(args) > len(parameters) else 'few'
        least = sum(not p.has_default() for p in parameters)
        expected = len(parameters) if how == 'many' else f'at least {least}'
        raise TypeError(f'Too {how} arguments for {what}; actual {len(args)}, expected {expected}')
    return args


def _generic_class_getitem(cls, args):
    args = args if isinstance(args, tuple) else (args,)
    if _is_generic(cls):
        if not args:
            raise TypeError('Parameter list to Generic[...] cannot be empty')
        return _GenericAlias(cls, args)
    parameters = getattr(cls, '__parameters__', ())
    if not parameters:
        raise TypeError(f'{cls} is not a generic class')
    return _GenericAlias(cls, _fitting(cls, parameters, tuple(_type_check(a, '') for a in args)))


def _generic_init_subclass(cls, *args, **kwargs):
    super(_generic_of(cls), cls).__init_subclass__(*args, **kwargs)
    bases = cls.__dict__.get('__orig_bases__', ())
    for base in bases:
        if isinstance(base, _GenericAlias) and _is_generic(base.__origin__):
            cls.__parameters__ = base.__parameters__
            return
    cls.__parameters__ = _collect(bases)


def _type_check(arg, msg):
    if arg is None:
        return type(None)
    if type(arg) is int or type(arg) is float:
        raise TypeError(f'{msg} Got {arg!r:.100}.'.strip())
    return arg


def _typevar_subst(parameter, arg):
    return _type_check(arg, 'Parameters to generic types must be types.')


def _paramspec_subst(parameter, arg):
    return tuple(arg) if isinstance(arg, list) else arg


def _paramspec_prepare_subst(parameter, alias, args):
    parameters = alias.__parameters__
    at = parameters.index(parameter)
    if at == len(args) and parameter.has_default():
        args = (*args, parameter.__default__)
    if len(parameters) == 1 and not isinstance(args[0], (list, tuple)):
        return (args,)
    return args


def _typevartuple_prepare_subst(parameter, alias, args):
    parameters = alias.__parameters__
    before = parameters.index(parameter)
    after = len(parameters) - before - 1
    if len(args) < before + after:
        raise TypeError(f'Too few arguments for {alias}; actual {len(args)}, expected at least {before + after}')
    return (*args[:before], tuple(args[before:len(args) - after]), *args[len(args) - after:])
