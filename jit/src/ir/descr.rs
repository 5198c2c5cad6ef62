//! Descriptors: what the embedding tells the engine about its objects and functions.
//!
//! [`Descrs`] interns them and hands out typed ids, which instructions carry. The table only grows and is shared by
//! the recorder, the optimiser and the compile thread.

use super::types::{MemKind, Type};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

/// A set of memory cells that may be the same one. Cells of different classes never are.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct AliasClass(pub u8);

impl AliasClass {
    /// The shape in an object's header.
    pub const SHAPE: AliasClass = AliasClass(0);
    /// The type word in an object's header.
    pub const TYPE: AliasClass = AliasClass(1);
    /// First class that is free for the embedding.
    pub const FIRST_FREE: AliasClass = AliasClass(2);
    /// There are this many classes.
    pub const COUNT: u8 = 128;
}

/// A set of alias classes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct AliasSet(pub u128);

impl AliasSet {
    /// No class.
    pub const NONE: AliasSet = AliasSet(0);
    /// Every class.
    pub const ALL: AliasSet = AliasSet(u128::MAX);

    /// The set of one class.
    pub fn of(class: AliasClass) -> AliasSet {
        AliasSet(1 << class.0)
    }

    /// Both together.
    #[must_use]
    pub fn union(self, other: AliasSet) -> AliasSet {
        AliasSet(self.0 | other.0)
    }

    /// With one class more.
    #[must_use]
    pub fn with(self, class: AliasClass) -> AliasSet {
        self.union(AliasSet::of(class))
    }

    /// Whether `class` is in it.
    pub fn contains(self, class: AliasClass) -> bool {
        self.0 >> class.0 & 1 == 1
    }

    /// Whether they have a class in common.
    pub fn meets(self, other: AliasSet) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it is empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The classes in it, in order.
    pub fn iter(self) -> impl Iterator<Item = AliasClass> {
        (0..AliasClass::COUNT).map(AliasClass).filter(move |c| self.contains(*c))
    }
}

/// A cell at a fixed offset of an object or buffer.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct FieldDescr {
    /// Name in texts.
    pub name: String,
    /// Offset from the object's address, in bytes.
    pub offset: i32,
    /// What is there.
    pub kind: MemKind,
    /// Cells of other classes are never this one.
    pub alias: AliasClass,
    /// Never written after the object was made.
    pub immutable: bool,
    /// The cell holds a reference that counts.
    pub counted: bool,
    /// A `ref` or `ptr` that may be zero.
    pub nullable: bool,
}

impl FieldDescr {
    /// A field that is mutable, not counted (unless of kind `val` or `ref`) and not nullable.
    pub fn new(name: &str, offset: i32, kind: MemKind, alias: AliasClass) -> Self {
        let counted = matches!(kind, MemKind::Val | MemKind::Ref);
        FieldDescr { name: name.to_owned(), offset, kind, alias, immutable: false, counted, nullable: false }
    }

    /// The same, never written after the object was made.
    #[must_use]
    pub fn immutable(self) -> Self {
        FieldDescr { immutable: true, ..self }
    }

    /// The same, perhaps zero.
    #[must_use]
    pub fn nullable(self) -> Self {
        FieldDescr { nullable: true, ..self }
    }

    /// The same, holding its reference without counting it.
    #[must_use]
    pub fn uncounted(self) -> Self {
        FieldDescr { counted: false, ..self }
    }
}

/// Elements of equal kind one after the other: the address of element `i` is `address + base + i * kind.size()`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ArrayDescr {
    /// Name in texts.
    pub name: String,
    /// Offset of element 0 from the operand's address: 0 for buffers, more for items inside of an object.
    pub base: i32,
    /// What the elements are.
    pub kind: MemKind,
    /// Cells of other classes are never these.
    pub alias: AliasClass,
    /// Never written after the object was made.
    pub immutable: bool,
    /// The elements hold references that count.
    pub counted: bool,
    /// Stores go to elements that hold nothing yet: what is there is no reference, and nothing is dropped.
    pub initial: bool,
}

impl ArrayDescr {
    /// An array that is mutable, and counted if of kind `val` or `ref`.
    pub fn new(name: &str, base: i32, kind: MemKind, alias: AliasClass) -> Self {
        let counted = matches!(kind, MemKind::Val | MemKind::Ref);
        ArrayDescr { name: name.to_owned(), base, kind, alias, immutable: false, counted, initial: false }
    }

    /// The same, never written after the object was made.
    #[must_use]
    pub fn immutable(self) -> Self {
        ArrayDescr { immutable: true, ..self }
    }

    /// The same, for stores behind the end: to elements that hold nothing yet.
    #[must_use]
    pub fn initial(self) -> Self {
        ArrayDescr { initial: true, ..self }
    }
}

/// The items at the end of an object of variable size.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Items {
    /// The items.
    pub array: ArrayId,
    /// The field that holds their number, if one does.
    pub len: Option<FieldId>,
}

/// An object that traces make.
///
/// A fresh object has reference count 1, owned by the trace.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct TypeDescr {
    /// Name in texts.
    pub name: String,
    /// Size in bytes with header, without trailing items.
    pub size: u32,
    /// The type word of the header.
    pub type_word: u64,
    /// The flags word of the header, with the shape id.
    pub flags: u32,
    /// Every field behind the header with the bits it starts with. A counted field starts with an immediate.
    pub fields: Vec<(FieldId, u64)>,
    /// Trailing items; only `new_var` makes such objects.
    pub items: Option<Items>,
}

/// Who holds the reference in a call's result.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Ownership {
    /// The result is no reference.
    #[default]
    Plain,
    /// The caller gets a reference of its own.
    Owned,
    /// Something else keeps the result alive: its arguments, or the heap until something is written.
    Borrowed,
}

/// What a call does to the world.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct CallEffects {
    /// Classes that it may read.
    pub reads: AliasSet,
    /// Classes that it may write.
    pub writes: AliasSet,
    /// The result depends on the arguments and on `reads` only, nothing is written, and calling it once less or twice
    /// is not noticed.
    pub pure: bool,
    /// It makes objects.
    pub allocates: bool,
    /// A zero result says that an exception is pending.
    pub may_raise: bool,
    /// It may run code of the interpreted language: anything may have been written, frames are looked at.
    pub may_run_code: bool,
}

impl CallEffects {
    /// Depends on its arguments only, writes nothing.
    pub const PURE: CallEffects = CallEffects {
        reads: AliasSet::NONE,
        writes: AliasSet::NONE,
        pure: true,
        allocates: false,
        may_raise: false,
        may_run_code: false,
    };
    /// May do anything.
    pub const ANY: CallEffects = CallEffects {
        reads: AliasSet::ALL,
        writes: AliasSet::ALL,
        pure: false,
        allocates: true,
        may_raise: true,
        may_run_code: true,
    };
}

/// A native function that traces call with the C calling convention.
///
/// At most [`CallDescr::MAX_WORDS`] arguments in words and [`CallDescr::MAX_FLOATS`] floats. Truth values are passed
/// and returned as words 0 and 1.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct CallDescr {
    /// Name in texts.
    pub name: String,
    /// Address of the function.
    pub address: u64,
    /// Types of the arguments.
    pub args: Vec<Type>,
    /// Type of the result, or void.
    pub result: Type,
    /// What it does.
    pub effects: CallEffects,
    /// Who holds the result.
    pub ownership: Ownership,
    /// Bit `i`: the callee takes over the caller's reference to argument `i`.
    pub consumes: u32,
    /// A call of a trace: see [`Linkage`].
    pub linkage: Linkage,
}

/// How a call gets to its callee.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Linkage {
    /// A C function with these arguments.
    #[default]
    C,
    /// A tree that was recorded from the start of a function. The first argument is the address of a cell whose first
    /// word is the address of the tree's code; the second goes to the slot in front of the callee's frame, the others
    /// are the callee's first slots. [`CallDescr::address`] is a C function that does the same out of line.
    Tree,
}

impl CallDescr {
    /// Most arguments that are not floats.
    pub const MAX_WORDS: usize = 12;
    /// Most arguments that are floats.
    pub const MAX_FLOATS: usize = 8;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
        pub struct $name(pub u32);
    )*};
}
ids! {
    /// A [`FieldDescr`] in [`Descrs`].
    FieldId;
    /// An [`ArrayDescr`] in [`Descrs`].
    ArrayId;
    /// A [`TypeDescr`] in [`Descrs`].
    TypeId;
    /// A [`CallDescr`] in [`Descrs`].
    CallId;
}

/// One kind of descriptors: by id, and back.
#[derive(Debug)]
struct Table<T> {
    items: Vec<Option<Arc<T>>>,
    index: HashMap<T, u32>,
    names: HashMap<String, u32>,
    /// Per name the suffix that the next namesake tries first.
    suffixes: HashMap<String, u32>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Table { items: Vec::new(), index: HashMap::new(), names: HashMap::new(), suffixes: HashMap::new() }
    }
}

impl<T: Clone + Eq + std::hash::Hash> Table<T> {
    /// The number of the descriptor. Two that differ but have one name are told apart by a suffix.
    fn intern(&mut self, mut item: T, name: impl Fn(&mut T) -> &mut String) -> u32 {
        if let Some(&id) = self.index.get(&item) {
            return id;
        }
        let key = item.clone();
        let id = self.items.len() as u32;
        // Texts give these characters a meaning of their own.
        let wanted = name(&mut item).replace(|c: char| c.is_whitespace() || "=,![](){};:#&*".contains(c), "_");
        name(&mut item).clone_from(&wanted);
        let n = self.suffixes.entry(wanted.clone()).or_insert(2);
        while self.names.contains_key(name(&mut item)) {
            *name(&mut item) = format!("{wanted}.{n}");
            *n += 1;
        }
        self.names.insert(name(&mut item).clone(), id);
        self.items.push(Some(Arc::new(item)));
        self.index.insert(key, id);
        id
    }
}

impl<T> Table<T> {
    /// Removes items, by number and item. Their numbers are not used again.
    fn remove(&mut self, is_gone: impl Fn(&T) -> bool) {
        let items = &mut self.items;
        self.index.retain(|key, _| !is_gone(key));
        self.names.retain(|_, id| items[*id as usize].as_ref().is_some_and(|item| !is_gone(item)));
        for item in items {
            item.take_if(|item| is_gone(item));
        }
    }
}

#[derive(Debug, Default)]
struct Tables {
    fields: Table<FieldDescr>,
    arrays: Table<ArrayDescr>,
    types: Table<TypeDescr>,
    calls: Table<CallDescr>,
    symbols: HashMap<u64, String>,
}

/// All descriptors of an engine, shared between threads.
#[derive(Debug, Default)]
pub struct Descrs {
    tables: RwLock<Tables>,
}

macro_rules! tables {
    ($($what:literal $table:ident $id:ident $descr:ident $intern:ident $get:ident $find:ident $all:ident;)*) => {
        impl Descrs {$(
            #[doc = concat!("The id of this ", $what, ".")]
            pub fn $intern(&self, descr: $descr) -> $id {
                let mut tables = self.tables.write().unwrap_or_else(PoisonError::into_inner);
                $id(tables.$table.intern(descr, |d| &mut d.name))
            }

            #[doc = concat!("The ", $what, " with this id.")]
            ///
            /// # Panics
            /// If the id comes from another table.
            pub fn $get(&self, id: $id) -> Arc<$descr> {
                self.read().$table.items[id.0 as usize].clone().expect("a descriptor that was forgotten is not asked for")
            }

            #[doc = concat!("The ", $what, " with this name.")]
            pub fn $find(&self, name: &str) -> Option<$id> {
                self.read().$table.names.get(name).map(|&i| $id(i))
            }

            #[doc = concat!("Every ", $what, ", in the order of ids.")]
            pub fn $all(&self) -> Vec<Arc<$descr>> {
                self.read().$table.items.iter().flatten().cloned().collect()
            }
        )*}
    };
}
tables! {
    "field" fields FieldId FieldDescr intern_field field find_field fields;
    "array" arrays ArrayId ArrayDescr intern_array array find_array arrays;
    "object type" types TypeId TypeDescr intern_type object_type find_type types;
    "call" calls CallId CallDescr intern_call call find_call calls;
}

impl Descrs {
    /// An empty table.
    pub fn new() -> Self {
        Descrs::default()
    }

    /// Forgets object types by their type words: no trace that is left speaks of them.
    pub fn forget_types(&self, is_gone: impl Fn(u64) -> bool) {
        let mut tables = self.tables.write().unwrap_or_else(PoisonError::into_inner);
        tables.types.remove(|t| is_gone(t.type_word));
    }

    fn read(&self) -> RwLockReadGuard<'_, Tables> {
        self.tables.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives an address (of a type, of a constant object) a name for texts.
    pub fn name_address(&self, address: u64, name: &str) {
        let mut tables = self.tables.write().unwrap_or_else(PoisonError::into_inner);
        tables.symbols.insert(address, name.to_owned());
    }

    /// The name of an address.
    pub fn address_name(&self, address: u64) -> Option<String> {
        self.read().symbols.get(&address).cloned()
    }

    /// The address with this name.
    pub fn find_address(&self, name: &str) -> Option<u64> {
        self.read().symbols.iter().find(|(_, n)| *n == name).map(|(a, _)| *a)
    }

    /// Every named address, sorted.
    pub fn addresses(&self) -> Vec<(u64, String)> {
        let mut all: Vec<_> = self.read().symbols.iter().map(|(a, n)| (*a, n.clone())).collect();
        all.sort();
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_descriptors_share_an_id_and_names_stay_unique() {
        let d = Descrs::new();
        let a = d.intern_field(FieldDescr::new("X", 16, MemKind::I64, AliasClass(2)));
        let b = d.intern_field(FieldDescr::new("X", 16, MemKind::I64, AliasClass(2)));
        let c = d.intern_field(FieldDescr::new("X", 24, MemKind::I64, AliasClass(3)));
        assert_eq!(a, b);
        assert_ne!(a, c);
        assert_eq!(d.field(c).name, "X.2");
        assert_eq!(d.intern_field(FieldDescr::new("X", 24, MemKind::I64, AliasClass(3))), c);
        assert_eq!(d.find_field("X.2"), Some(c));
    }
}
