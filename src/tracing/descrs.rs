//! How the engine knows Python's objects: descriptors of fields, arrays, layouts and calls.
//!
//! Alias classes: cells of different classes are never the same memory. Each field of a built-in layout has a class of its own;
//! the inline attribute slots of instances have one per position, which never overlap, whatever the class.

use crate::machine::{Effect, Field, FieldKind, Opaque, catching_trampoline, trampoline};
use crate::object::{
    FLAGS_OFFSET, HEADER_SIZE, Kind, LIST_CAP_OFFSET, LIST_LEN_OFFSET, LIST_PTR_OFFSET, LIST_STORAGE_OFFSET, Ref,
    SUSPENDED_SLOTS_OFFSET, TUPLE_ITEMS_OFFSET, TUPLE_LEN_OFFSET, TypeObj, Value, Vm, kind_ptr,
};
use std::collections::HashMap;
use std::sync::Arc;
use taipan_jit::ir::descr::{AliasClass, AliasSet, CallEffects, Items, Linkage, Ownership};
use taipan_jit::ir::{
    ArrayDescr, ArrayId, CallDescr, CallId, Descrs, FieldDescr, FieldId, MemKind, Type, TypeDescr, TypeId,
};

const SLOT_CLASSES: u8 = 60;
const FIRST_SLOT: u8 = 64;

/// Fields and arrays that the recorder names itself.
#[derive(Clone, Copy)]
pub struct Known {
    /// Length of a list.
    pub list_len: FieldId,
    /// Capacity of a list.
    pub list_cap: FieldId,
    /// Buffer of a list.
    pub list_ptr: FieldId,
    /// Storage kind of a list.
    pub list_storage: FieldId,
    /// Buffer of integers.
    pub ints: ArrayId,
    /// Buffer of floats.
    pub floats: ArrayId,
    /// Buffer of truth values.
    pub bools: ArrayId,
    /// Buffer of values.
    pub objects: ArrayId,
    /// Values behind the end of a buffer, where nothing is yet.
    pub appended: ArrayId,
    /// Length of a tuple.
    pub tuple_len: FieldId,
    /// Items of a tuple.
    pub tuple_items: ArrayId,
    /// Content of a cell.
    pub cell: FieldId,
    /// Content of a global's cell.
    pub global: FieldId,
    /// Code of a function.
    pub function_code: FieldId,
    /// Overflow area of an instance.
    pub overflow: FieldId,
    /// Slots in an overflow area.
    pub overflow_slots: ArrayId,
    /// Flags and shape in a header.
    pub shape: FieldId,
}

/// The descriptors of this process.
pub struct Layouts {
    /// The engine's tables.
    pub descrs: Arc<Descrs>,
    /// What the recorder names itself.
    pub known: Known,
    /// Entries of dicts and sets.
    keyed: AliasClass,
    fields: HashMap<usize, FieldId>,
    classes: u8,
    slots: HashMap<u32, FieldId>,
    calls: HashMap<(usize, usize), CallId>,
}

impl Layouts {
    /// The descriptors of the built-in layouts.
    pub fn new() -> Layouts {
        let d = Arc::new(Descrs::new());
        let mut next = AliasClass::FIRST_FREE.0;
        let mut class = || {
            next += 1;
            AliasClass(next - 1)
        };
        let mut field = |name: &str, offset: usize, kind: MemKind| {
            d.intern_field(FieldDescr::new(name, offset as i32, kind, class()))
        };
        let list_len = field("list.len", LIST_LEN_OFFSET, MemKind::I64);
        let list_cap = field("list.cap", LIST_CAP_OFFSET, MemKind::I64);
        let list_ptr = field("list.ptr", LIST_PTR_OFFSET, MemKind::Ptr);
        let list_storage = field("list.storage", LIST_STORAGE_OFFSET, MemKind::I64);
        let cell = field("cell.value", HEADER_SIZE, MemKind::Val);
        let global = field("global.value", HEADER_SIZE, MemKind::Val);
        let overflow = field("instance.overflow", HEADER_SIZE, MemKind::Ptr);
        let function_code = field("function.code", 24, MemKind::Val);
        let tuple_len_class = class();
        let tuple_len = d.intern_field(
            FieldDescr::new("tuple.len", TUPLE_LEN_OFFSET as i32, MemKind::I64, tuple_len_class).immutable(),
        );
        let keyed = class();
        let shape =
            d.intern_field(FieldDescr::new("header.shape", FLAGS_OFFSET as i32, MemKind::U32, AliasClass::SHAPE));
        let mut array = |name: &str, base: usize, kind: MemKind| ArrayDescr::new(name, base as i32, kind, class());
        let objects = array("objects", 0, MemKind::Val);
        let known = Known {
            list_len,
            list_cap,
            list_ptr,
            list_storage,
            ints: d.intern_array(array("ints", 0, MemKind::I64)),
            floats: d.intern_array(array("floats", 0, MemKind::F64)),
            bools: d.intern_array(array("bools", 0, MemKind::Bool)),
            appended: d.intern_array(ArrayDescr { name: "appended".to_owned(), ..objects.clone().initial() }),
            objects: d.intern_array(objects),
            tuple_len,
            tuple_items: d.intern_array(array("tuple.items", TUPLE_ITEMS_OFFSET, MemKind::Val).immutable()),
            cell,
            global,
            function_code,
            overflow,
            overflow_slots: d.intern_array(array("overflow.slots", 0, MemKind::Val)),
            shape,
        };
        Layouts {
            descrs: d,
            known,
            keyed,
            fields: HashMap::new(),
            classes: next,
            slots: HashMap::new(),
            calls: HashMap::new(),
        }
    }

    /// A field of a built-in layout.
    pub fn field(&mut self, f: &'static Field) -> FieldId {
        let key = f as *const Field as usize;
        if let Some(&id) = self.fields.get(&key) {
            return id;
        }
        let kind = match f.kind {
            FieldKind::Val => MemKind::Val,
            FieldKind::Int => MemKind::I64,
            FieldKind::Float => MemKind::F64,
        };
        assert!(self.classes < FIRST_SLOT, "alias classes of fields run into those of slots");
        let mut descr = FieldDescr::new(f.name, f.offset as i32, kind, AliasClass(self.classes));
        self.classes += 1;
        if f.immutable {
            descr = descr.immutable();
        }
        let id = self.descrs.intern_field(descr);
        self.fields.insert(key, id);
        id
    }

    /// An inline attribute slot by its offset within the object.
    pub fn slot(&mut self, offset: u32) -> FieldId {
        let descrs = &self.descrs;
        *self.slots.entry(offset).or_insert_with(|| {
            let position = (offset / 8) % u32::from(SLOT_CLASSES);
            let class = AliasClass(FIRST_SLOT + position as u8);
            descrs.intern_field(FieldDescr::new(&format!("slot@{offset}"), offset as i32, MemKind::Val, class))
        })
    }

    /// The call of an opaque operation with `n` operands: VM, function, argument, operands.
    pub fn opaque(&mut self, f: &'static Opaque, n: usize) -> Option<CallId> {
        let address = trampoline(n)?;
        let key = (f as *const Opaque as usize, n);
        if let Some(&id) = self.calls.get(&key) {
            return Some(id);
        }
        let mut args = vec![Type::Ptr, Type::Ptr, Type::Int];
        args.extend(std::iter::repeat_n(Type::Val, n));
        let id = self.descrs.intern_call(CallDescr {
            name: f.name.to_owned(),
            address: address as u64,
            args,
            result: Type::Val,
            effects: self.effects(f.effect),
            ownership: Ownership::Owned,
            consumes: 0,
            linkage: Linkage::C,
        });
        self.calls.insert(key, id);
        Some(id)
    }

    /// The call of a function's entry tree: cell, function, arguments.
    pub fn function_call(&mut self, n: usize) -> CallId {
        let mut args = vec![Type::Ptr, Type::Val];
        args.extend(std::iter::repeat_n(Type::Val, n));
        self.descrs.intern_call(CallDescr {
            name: format!("function{n}"),
            address: 0,
            args,
            result: Type::Val,
            effects: CallEffects::ANY,
            ownership: Ownership::Owned,
            consumes: ((1 << n) - 1) << 2,
            linkage: Linkage::Tree,
        })
    }

    /// The call of an opaque operation that is expected to raise: 0 if it has, else its result is with the VM.
    pub fn catching(&mut self, f: &'static Opaque, n: usize) -> Option<CallId> {
        let mut args = vec![Type::Ptr, Type::Ptr, Type::Int];
        args.extend(std::iter::repeat_n(Type::Val, n));
        Some(self.descrs.intern_call(CallDescr {
            name: format!("{}_raising", f.name),
            address: catching_trampoline(n)? as u64,
            args,
            result: Type::Int,
            effects: CallEffects { may_raise: false, ..self.effects(f.effect) },
            ownership: Ownership::Plain,
            consumes: 0,
            linkage: Linkage::C,
        }))
    }

    /// One more entry of the pending exception's traceback: VM, code, globals, unit, levels above the root frame.
    pub fn traceback_entry(&mut self) -> CallId {
        self.descrs.intern_call(CallDescr {
            name: "traceback_entry".to_owned(),
            address: traceback_entry as *const () as usize as u64,
            args: vec![Type::Ptr, Type::Val, Type::Val, Type::Int, Type::Int],
            result: Type::Int,
            effects: CallEffects { pure: false, allocates: true, ..CallEffects::PURE },
            ownership: Ownership::Plain,
            consumes: 0,
            linkage: Linkage::C,
        })
    }

    /// Takes the pending exception.
    pub fn take_raised(&mut self) -> CallId {
        self.descrs.intern_call(CallDescr {
            name: "take_raised".to_owned(),
            address: take_raised as *const () as usize as u64,
            args: vec![Type::Ptr],
            result: Type::Val,
            effects: CallEffects { pure: false, ..CallEffects::PURE },
            ownership: Ownership::Owned,
            consumes: 0,
            linkage: Linkage::C,
        })
    }

    /// The overflow pointer of objects whose attribute area lies at this offset.
    pub fn overflow(&mut self, offset: u32) -> FieldId {
        if offset as usize == HEADER_SIZE {
            return self.known.overflow;
        }
        let class = self.descrs.field(self.known.overflow).alias;
        self.descrs.intern_field(FieldDescr::new(&format!("overflow@{offset}"), offset as i32, MemKind::Ptr, class))
    }

    /// The next number of a `random.Random`.
    pub fn random(&mut self) -> CallId {
        self.descrs.intern_call(CallDescr {
            name: "random".to_owned(),
            address: random as *const () as usize as u64,
            args: vec![Type::Ptr, Type::Val],
            result: Type::Float,
            effects: CallEffects { pure: false, ..CallEffects::PURE },
            ownership: Ownership::Plain,
            consumes: 0,
            linkage: Linkage::C,
        })
    }

    /// A byte of a bytes or bytearray object: VM, object, index, and what it shall become; -1 where that cannot be.
    pub fn byte(&mut self, put: bool) -> CallId {
        let mut args = vec![Type::Ptr, Type::Val, Type::Int];
        args.extend(put.then_some(Type::Int));
        let (name, address) = if put { ("put_byte", put_byte as *const ()) } else { ("byte_at", byte_at as *const ()) };
        self.descrs.intern_call(CallDescr {
            name: name.to_owned(),
            address: address as usize as u64,
            args,
            result: Type::Int,
            effects: CallEffects { pure: false, ..CallEffects::PURE },
            ownership: Ownership::Plain,
            consumes: 0,
            linkage: Linkage::C,
        })
    }

    /// The character at a byte of an ASCII string, or the empty word. The VM keeps these strings for ever.
    pub fn ascii_char(&mut self) -> CallId {
        self.descrs.intern_call(CallDescr {
            name: "ascii_char".to_owned(),
            address: ascii_char as *const () as usize as u64,
            args: vec![Type::Ptr, Type::Val, Type::Int],
            result: Type::Val,
            effects: CallEffects::PURE,
            ownership: Ownership::Borrowed,
            consumes: 0,
            linkage: Linkage::C,
        })
    }

    /// The code point of a string that is one ASCII character, or -1.
    pub fn char_code(&mut self) -> CallId {
        self.text_function("char_code", char_code as *const () as usize, 1, Type::Int)
    }

    /// Whether two strings have the same text.
    pub fn same_text(&mut self) -> CallId {
        self.text_function("same_text", same_text as *const () as usize, 2, Type::Bool)
    }

    fn text_function(&mut self, name: &str, address: usize, operands: usize, result: Type) -> CallId {
        self.descrs.intern_call(CallDescr {
            name: name.to_owned(),
            address: address as u64,
            args: vec![Type::Val; operands],
            result,
            effects: CallEffects::PURE,
            ownership: Ownership::Plain,
            consumes: 0,
            linkage: Linkage::C,
        })
    }

    /// A function of floats without side effects.
    pub fn float_function(&mut self, name: &str, address: usize, operands: usize) -> CallId {
        let key = (address, operands);
        let descrs = &self.descrs;
        *self.calls.entry(key).or_insert_with(|| {
            descrs.intern_call(CallDescr {
                name: name.to_owned(),
                address: address as u64,
                args: vec![Type::Float; operands],
                result: Type::Float,
                effects: CallEffects::PURE,
                ownership: Ownership::Plain,
                consumes: 0,
                linkage: Linkage::C,
            })
        })
    }

    /// Instances of a built-in type with these fields behind the header.
    pub fn object(&mut self, kind: Kind, name: &str, size: u32, fields: Vec<(FieldId, u64)>) -> TypeId {
        self.descrs.intern_type(TypeDescr {
            name: name.to_owned(),
            size,
            type_word: kind_ptr(kind) as u64,
            flags: 0,
            fields,
            items: None,
        })
    }

    /// The `i`-th slot of a generator. Its class is shared with attribute slots that lie far behind.
    pub fn generator_slot(&mut self, i: usize) -> FieldId {
        let class = AliasClass(FIRST_SLOT + SLOT_CLASSES - 1 - (i % SLOT_CLASSES as usize) as u8);
        let offset = (SUSPENDED_SLOTS_OFFSET + 8 * i) as i32;
        self.descrs.intern_field(FieldDescr::new(&format!("generator.slot{i}"), offset, MemKind::Val, class))
    }

    /// A generator's slots as elements, for stores that must not wait.
    pub fn generator_memory(&mut self) -> ArrayId {
        let class = AliasClass(FIRST_SLOT + SLOT_CLASSES);
        self.descrs.intern_array(ArrayDescr::new(
            "generator.memory",
            SUSPENDED_SLOTS_OFFSET as i32,
            MemKind::Val,
            class,
        ))
    }

    /// Generators of a code object, with this many slots.
    pub fn generator(&mut self, code: u64, room: usize) -> TypeId {
        use crate::machine::fields as f;
        let none = Value::NONE.bits();
        let all = [
            (&f::GENERATOR_AT, 0),
            (&f::GENERATOR_HANDLED, none),
            (&f::GENERATOR_FUNC, none),
            (&f::GENERATOR_NAME, none),
            (&f::GENERATOR_QUALNAME, none),
            (&f::GENERATOR_CODE, code),
            (&f::GENERATOR_LEN, 0),
            (&f::GENERATOR_ROOM, room as u64),
            (&f::GENERATOR_FLAGS, 0),
        ];
        let mut fields: Vec<_> = all.iter().map(|&(f, bits)| (self.field(f), bits)).collect();
        for i in 0..room {
            fields.push((self.generator_slot(i), Value::EMPTY.bits()));
        }
        self.object(Kind::Generator, "generator", (SUSPENDED_SLOTS_OFFSET + 8 * room) as u32, fields)
    }

    /// Tuples.
    pub fn tuple(&mut self) -> TypeId {
        self.descrs.intern_type(TypeDescr {
            name: "tuple".to_owned(),
            size: TUPLE_ITEMS_OFFSET as u32,
            type_word: kind_ptr(Kind::Tuple) as u64,
            flags: 0,
            fields: vec![(self.known.tuple_len, 0)],
            items: Some(Items { array: self.known.tuple_items, len: Some(self.known.tuple_len) }),
        })
    }

    /// What an opaque operation does to the cells that the engine knows of.
    fn effects(&self, e: Effect) -> CallEffects {
        let quiet = CallEffects { may_run_code: false, ..CallEffects::ANY };
        match e {
            Effect::Pure => CallEffects { may_raise: true, allocates: true, pure: false, ..CallEffects::PURE },
            Effect::Reads => CallEffects { writes: AliasSet::NONE, ..quiet },
            Effect::Lists => CallEffects { writes: self.list_cells(), ..quiet },
            Effect::Looks => CallEffects { reads: AliasSet::of(self.keyed), ..CallEffects::PURE },
            Effect::Puts => {
                let keyed = AliasSet::of(self.keyed);
                CallEffects { reads: keyed, writes: keyed, allocates: true, may_raise: false, ..quiet }
            }
            Effect::Leaf => quiet,
            Effect::Any => CallEffects::ANY,
        }
    }

    /// The cells of lists.
    fn list_cells(&self) -> AliasSet {
        let (known, d) = (&self.known, &self.descrs);
        let fields = [known.list_len, known.list_cap, known.list_ptr, known.list_storage];
        let arrays = [known.ints, known.floats, known.bools, known.objects, known.appended];
        let fields = fields.into_iter().map(|f| d.field(f).alias);
        fields.chain(arrays.into_iter().map(|a| d.array(a).alias)).fold(AliasSet::NONE, AliasSet::with)
    }

    /// Plain instances of a class, with the flags word of its root shape.
    pub fn instance(&mut self, ty: &TypeObj, flags: u32) -> TypeId {
        let mut fields = vec![(self.known.overflow, 0)];
        for i in 0..ty.inline_slots() {
            fields.push((self.slot(crate::object::inline_slot_offset(ty, i)), Value::EMPTY.bits()));
        }
        self.descrs.intern_type(TypeDescr {
            name: ty.name().to_owned(),
            size: ty.instance_size(),
            type_word: ty as *const TypeObj as u64,
            flags,
            fields,
            items: None,
        })
    }
}

#[allow(unsafe_code, reason = "called from native code with the one VM")]
extern "C" fn traceback_entry(vm: *mut Vm, code: Value, globals: Value, unit: u64, up: u64) -> u64 {
    // SAFETY: the trace passes the one VM and constants that it keeps alive.
    let (vm, code, globals) = unsafe { (&mut *vm, Ref::from_value(code), Ref::from_value(globals)) };
    vm.traceback_from_native(code, globals, unit as u32, up as usize);
    0
}

#[allow(unsafe_code, reason = "called from native code with the one VM")]
extern "C" fn take_raised(vm: *mut Vm) -> Value {
    // SAFETY: the trace passes the one VM.
    unsafe { &mut *vm }.take_raised().into_value()
}

#[allow(unsafe_code, reason = "called from native code with the one VM")]
extern "C" fn random(vm: *mut Vm, o: Value) -> f64 {
    // SAFETY: the trace passes the one VM and an object that it keeps alive.
    let (vm, o): (&mut Vm, Ref<'_>) = unsafe { (&mut *vm, Ref::from_value(o)) };
    crate::object::next_random(vm, o).unwrap_or_default()
}

#[allow(unsafe_code, reason = "called from native code with the one VM")]
extern "C" fn byte_at(vm: *mut Vm, o: Value, i: i64) -> i64 {
    // SAFETY: the trace passes the one VM and an object that it keeps alive.
    let (vm, o): (&Vm, Ref<'_>) = unsafe { (&*vm, Ref::from_value(o)) };
    crate::types::bytes::byte_at(vm, o, i).map_or(-1, i64::from)
}

#[allow(unsafe_code, reason = "called from native code with the one VM")]
extern "C" fn put_byte(vm: *mut Vm, o: Value, i: i64, byte: i64) -> i64 {
    // SAFETY: as for `byte_at`.
    let (vm, o): (&mut Vm, Ref<'_>) = unsafe { (&mut *vm, Ref::from_value(o)) };
    crate::types::bytearray::put_byte(vm, o, i, byte).map_or(-1, i64::from)
}

extern "C" fn char_code(s: Value) -> i64 {
    crate::object::char_code(s)
}

extern "C" fn same_text(a: Value, b: Value) -> u64 {
    u64::from(crate::object::same_text(a, b))
}

#[allow(unsafe_code, reason = "called from native code with the one VM")]
extern "C" fn ascii_char(vm: *mut Vm, s: Value, at: i64) -> Value {
    // SAFETY: the trace passes the one VM, and a string that it keeps alive.
    crate::object::ascii_char(unsafe { &*vm }, s, at)
}
