//! The table of built-in layouts and of the built-in exceptions, and the type object of each.

#![allow(unsafe_code, reason = "the process's table of type objects")]

use super::{TypeObj, Value};
use std::cell::UnsafeCell;

macro_rules! kinds {
    ($($name:ident),* $(,)?) => {
        /// A built-in layout. Each is the body of one Rust struct ([`Payload`](super::Payload)) and has one type object.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        #[repr(u16)]
        #[allow(missing_docs, reason = "named as the Python types are")]
        pub enum Kind { $($name),* }

        impl Kind {
            /// All kinds in order.
            pub const ALL: &'static [Kind] = &[$(Kind::$name),*];
            /// How many there are.
            pub const COUNT: usize = Kind::ALL.len();
        }
    };
}

kinds! {
    // The root of everything: `object`, whose body is an `Instance`.
    Object,
    // Types without a body: immediates.
    NoneType, NotImplementedType, EllipsisType,
    // Numbers and text.
    Int, Bool, Float, Complex, Str, Bytes, ByteArray, MemoryView,
    // Containers.
    List, Tuple, Dict, Set, FrozenSet, Range, Slice, MappingProxy, SimpleNamespace, FrameLocals,
    // Views and iterators of containers.
    DictKeys, DictValues, DictItems, ListIter, ListReverseIter, TupleIter, DictKeyIter, DictValueIter, DictItemIter,
    DictReverseKeyIter, DictReverseValueIter, DictReverseItemIter, SetIter, RangeIter, LongRangeIter, StrIter, BytesIter,
    ByteArrayIter, MemoryViewIter, SeqIter, CallIter,
    // Built-in functions that are iterators.
    Enumerate, Zip, Map, Filter, Reversed,
    // Functions and what surrounds them.
    Type, Super, Function, Method, Builtin, MethodDescr, ClassMethodDescr, SlotWrapper, MethodWrapper, GetSet, Member,
    Property, ClassMethod, StaticMethod, Code, Cell, GlobalCell, Module, Frame, Traceback, GenericAlias, Union,
    TypeVar, ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeVarTuple, TypeAlias, NoDefault, Template, Interpolation,
    // Suspended frames.
    Generator, Coroutine, AsyncGenerator, AsyncGenSend, AsyncGenThrow, AsyncGenWrapped, AnextAwaitable,
    CoroutineWrapper,
    // Exceptions share one layout.
    Exception,
    // References that do not keep alive.
    WeakRef, WeakProxy, WeakCallableProxy,
    // Files.
    IoBase, RawIoBase, BufferedIoBase, TextIoBase, TextFile, BinaryFile, BufferedWriter, BufferedRandom, FileIo, StringIo, BytesIo,
    // Native modules: random, functools, operator, collections, array.
    Random, SystemRandom, Partial, Placeholder, LruCache, CmpToKey, ItemGetter, AttrGetter, MethodCaller,
    Deque, DequeIter, DequeReverseIter, DefaultDict, OrderedDict, Counter, Array, ArrayIter, StructTime, TupleGetter,
    CachedProperty, SingleDispatch, PartialMethod,
    // itertools.
    ItCount, ItCycle, ItRepeat, ItAccumulate, ItBatched, ItChain, ItCompress, ItDropWhile, ItFilterFalse, ItGroupBy,
    ItGrouper, ItISlice, ItPairwise, ItStarMap, ItTakeWhile, ItTee, ItTeeData, ItZipLongest, ItProduct, ItPermutations,
    ItCombinations, ItCombinationsWithReplacement,
    // One spare layout for tests of the object model.
    TestProbe,
}

macro_rules! exceptions {
    ($($name:ident : $base:ident),* $(,)?) => {
        /// A built-in exception class.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        #[repr(u16)]
        #[allow(missing_docs, reason = "named as the Python classes are")]
        pub enum Exc { BaseException, $($name),* }

        impl Exc {
            /// Name and base of each, bases first; the base of `BaseException` is itself.
            pub const ALL: &'static [(Exc, &'static str, Exc)] = &[
                (Exc::BaseException, "BaseException", Exc::BaseException),
                $((Exc::$name, stringify!($name), Exc::$base)),*
            ];
            /// How many there are.
            pub const COUNT: usize = Exc::ALL.len();
        }
    };
}

exceptions! {
    SystemExit: BaseException, KeyboardInterrupt: BaseException, GeneratorExit: BaseException,
    BaseExceptionGroup: BaseException, Exception: BaseException, ExceptionGroup: Exception,
    StopIteration: Exception, StopAsyncIteration: Exception,
    ArithmeticError: Exception, FloatingPointError: ArithmeticError, OverflowError: ArithmeticError,
    ZeroDivisionError: ArithmeticError, AssertionError: Exception, AttributeError: Exception, BufferError: Exception,
    EOFError: Exception, ImportError: Exception, ModuleNotFoundError: ImportError, LookupError: Exception,
    IndexError: LookupError, KeyError: LookupError, MemoryError: Exception, NameError: Exception,
    UnboundLocalError: NameError, OSError: Exception, BlockingIOError: OSError, ChildProcessError: OSError,
    ConnectionError: OSError, BrokenPipeError: ConnectionError, ConnectionAbortedError: ConnectionError,
    ConnectionRefusedError: ConnectionError, ConnectionResetError: ConnectionError, FileExistsError: OSError,
    FileNotFoundError: OSError, InterruptedError: OSError, IsADirectoryError: OSError, NotADirectoryError: OSError,
    PermissionError: OSError, ProcessLookupError: OSError, TimeoutError: OSError, ReferenceError: Exception,
    RuntimeError: Exception, NotImplementedError: RuntimeError, PythonFinalizationError: RuntimeError,
    RecursionError: RuntimeError, SyntaxError: Exception, IndentationError: SyntaxError, TabError: IndentationError,
    SystemError: Exception, TypeError: Exception, ValueError: Exception, UnicodeError: ValueError,
    UnicodeDecodeError: UnicodeError, UnicodeEncodeError: UnicodeError, UnicodeTranslateError: UnicodeError,
    Warning: Exception, UserWarning: Warning, DeprecationWarning: Warning, PendingDeprecationWarning: Warning,
    SyntaxWarning: Warning, RuntimeWarning: Warning, FutureWarning: Warning, ImportWarning: Warning,
    UnicodeWarning: Warning, BytesWarning: Warning, ResourceWarning: Warning, EncodingWarning: Warning,
}

struct Table {
    kinds: [*const TypeObj; Kind::COUNT],
    exceptions: [*const TypeObj; Exc::COUNT],
}

struct Global(UnsafeCell<Table>);

// SAFETY: written while the runtime starts, on one thread; read-only afterwards.
unsafe impl Sync for Global {}

static TYPES: Global = Global(UnsafeCell::new(Table {
    kinds: [std::ptr::null(); Kind::COUNT],
    exceptions: [std::ptr::null(); Exc::COUNT],
}));

/// Enters a type into the table; it lives as long as the process.
pub(crate) fn set_kind(kind: Kind, ty: *const TypeObj) {
    // SAFETY: only called while the runtime starts.
    unsafe { (*TYPES.0.get()).kinds[kind as usize] = ty }
}

/// Enters an exception class into the table.
pub(crate) fn set_exception(exc: Exc, ty: *const TypeObj) {
    // SAFETY: only called while the runtime starts.
    unsafe { (*TYPES.0.get()).exceptions[exc as usize] = ty }
}

/// The type object of a built-in layout; null before the type was made.
#[inline(always)]
pub(crate) fn kind_ptr(kind: Kind) -> *const TypeObj {
    // SAFETY: the table is read-only once the runtime runs.
    unsafe { (*TYPES.0.get()).kinds[kind as usize] }
}

/// The type object of a built-in layout.
///
/// # Panics
/// When the runtime has not made that type.
#[inline(always)]
pub fn type_for(kind: Kind) -> &'static TypeObj {
    let p = kind_ptr(kind);
    assert!(!p.is_null(), "type {kind:?} is not made yet");
    // SAFETY: built-in types are never freed.
    unsafe { &*p }
}

/// The class of a built-in exception.
#[inline(always)]
pub fn exception_type(exc: Exc) -> &'static TypeObj {
    // SAFETY: the table is filled when the runtime starts, and its types are never freed.
    unsafe { &*(*TYPES.0.get()).exceptions[exc as usize] }
}

/// The type of any value.
#[inline(always)]
pub(crate) fn type_of<'a>(v: Value) -> &'a TypeObj {
    match v.heap_ptr() {
        // SAFETY: a live object's type is alive.
        Some(h) => unsafe { &*(*h).ty },
        None => type_for(immediate_kind(v)),
    }
}

fn immediate_kind(v: Value) -> Kind {
    if v.is_fixnum() {
        return Kind::Int;
    }
    if v.is_flonum() {
        return Kind::Float;
    }
    match v {
        Value::TRUE | Value::FALSE => Kind::Bool,
        Value::NOT_IMPLEMENTED => Kind::NotImplementedType,
        Value::ELLIPSIS => Kind::EllipsisType,
        _ => Kind::NoneType,
    }
}
