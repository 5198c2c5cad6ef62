//! Types of SSA values and kinds of memory cells.

use std::fmt;

/// The type of an SSA value.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
#[repr(u8)]
pub enum Type {
    /// No value.
    Void,
    /// Raw 64-bit signed integer.
    Int,
    /// Raw 64-bit float.
    Float,
    /// 0 or 1.
    Bool,
    /// Pointer to a heap object, counted. Zero only where a nullable field was read.
    Ref,
    /// Tagged word.
    Val,
    /// Raw address, not counted: a buffer, a type, a code address.
    Ptr,
    /// Raw 64-bit unsigned integer: how an `int` is to be read where it is boxed.
    Uint,
}

impl Type {
    /// All types that a value can have.
    pub const VALUES: [Type; 7] = [Type::Int, Type::Float, Type::Bool, Type::Ref, Type::Val, Type::Ptr, Type::Uint];

    /// The name in the text form.
    pub const fn name(self) -> &'static str {
        match self {
            Type::Void => "void",
            Type::Int => "int",
            Type::Float => "float",
            Type::Bool => "bool",
            Type::Ref => "ref",
            Type::Val => "val",
            Type::Ptr => "ptr",
            Type::Uint => "uint",
        }
    }

    /// The type with this name.
    pub fn from_name(name: &str) -> Option<Type> {
        [Type::Void].into_iter().chain(Type::VALUES).find(|t| t.name() == name)
    }

    /// Whether values of this type can be stored in a frame's slot (raw numbers are boxed at the exit).
    pub const fn fits_slot(self) -> bool {
        !matches!(self, Type::Void | Type::Ptr)
    }

    /// Whether values of this type may hold a counted reference.
    pub const fn is_counted(self) -> bool {
        matches!(self, Type::Ref | Type::Val)
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What a cell in memory holds: a field of an object or an element of an array.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
pub enum MemKind {
    /// Signed 64 bits.
    I64,
    /// Signed 32 bits, sign-extended when loaded, truncated when stored.
    I32,
    /// Unsigned 32 bits.
    U32,
    /// Unsigned 16 bits.
    U16,
    /// Unsigned 8 bits.
    U8,
    /// A byte that is 0 or 1.
    Bool,
    /// 64-bit float.
    F64,
    /// Tagged word.
    Val,
    /// Pointer to a heap object.
    Ref,
    /// Raw address.
    Ptr,
}

impl MemKind {
    /// All kinds.
    pub const ALL: [MemKind; 10] = [
        MemKind::I64,
        MemKind::I32,
        MemKind::U32,
        MemKind::U16,
        MemKind::U8,
        MemKind::Bool,
        MemKind::F64,
        MemKind::Val,
        MemKind::Ref,
        MemKind::Ptr,
    ];

    /// The type of the SSA value that a load gives and a store takes.
    pub const fn ty(self) -> Type {
        match self {
            MemKind::I64 | MemKind::I32 | MemKind::U32 | MemKind::U16 | MemKind::U8 => Type::Int,
            MemKind::Bool => Type::Bool,
            MemKind::F64 => Type::Float,
            MemKind::Val => Type::Val,
            MemKind::Ref => Type::Ref,
            MemKind::Ptr => Type::Ptr,
        }
    }

    /// Size in bytes.
    pub const fn size(self) -> u32 {
        match self {
            MemKind::I64 | MemKind::F64 | MemKind::Val | MemKind::Ref | MemKind::Ptr => 8,
            MemKind::I32 | MemKind::U32 => 4,
            MemKind::U16 => 2,
            MemKind::U8 | MemKind::Bool => 1,
        }
    }

    /// Least and greatest integer that a load gives, for the kinds that hold integers.
    pub const fn int_range(self) -> Option<(i64, i64)> {
        match self {
            MemKind::I64 => Some((i64::MIN, i64::MAX)),
            MemKind::I32 => Some((i32::MIN as i64, i32::MAX as i64)),
            MemKind::U32 => Some((0, u32::MAX as i64)),
            MemKind::U16 => Some((0, u16::MAX as i64)),
            MemKind::U8 => Some((0, u8::MAX as i64)),
            MemKind::Bool | MemKind::F64 | MemKind::Val | MemKind::Ref | MemKind::Ptr => None,
        }
    }

    /// The name in the text form.
    pub const fn name(self) -> &'static str {
        match self {
            MemKind::I64 => "i64",
            MemKind::I32 => "i32",
            MemKind::U32 => "u32",
            MemKind::U16 => "u16",
            MemKind::U8 => "u8",
            MemKind::Bool => "bool",
            MemKind::F64 => "f64",
            MemKind::Val => "val",
            MemKind::Ref => "ref",
            MemKind::Ptr => "ptr",
        }
    }

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<MemKind> {
        MemKind::ALL.into_iter().find(|k| k.name() == name)
    }
}
