//! Making a VM: first `type` and `object`, then all other types, then well-known objects.

#![allow(unsafe_code, reason = "ties the knot between type and object, and shares the one Vm")]

use super::stack::{Frame, Stacks};
use super::tuple;
use super::vm::WellKnown;
use super::{
    Dict, Exc, Exception, Hooks, Kind, Owned, Ref, Regs, Settings, TypeDef, TypeFlags, TypeObj, Value, Vm,
    WellKnownNames, exception_type, kind_ptr, kinds, new, type_for,
};
use std::collections::HashMap;

impl Vm {
    /// Makes the VM with all built-in types. `defs` describes every type, bases before derived types, `object` first and
    /// `type` second.
    ///
    /// # Errors
    /// When the stacks cannot be reserved.
    pub fn new(defs: Vec<TypeDef>, hooks: Hooks, settings: Settings) -> Result<Box<Vm>, &'static str> {
        let stacks = Stacks::new()?;
        super::memory::hold();
        for def in defs.iter().filter(|d| d.of_exception().is_none()) {
            def.make();
            if def.kind() == Kind::Type {
                // The two first types were made before `type` existed.
                for kind in [Kind::Object, Kind::Type] {
                    let t = kind_ptr(kind) as *mut TypeObj;
                    // SAFETY: both were just made; nobody else refers to them yet.
                    unsafe { (*t).header.ty = kind_ptr(Kind::Type) };
                }
            }
        }
        let empty_tuple = tuple::build(type_for(Kind::Tuple), std::iter::empty());
        let empty_str = Owned::str("");
        let ascii = (0..128u8).map(|b| Owned::wtf8(vec![b])).collect();
        let (frame, data) = (stacks.frames(), stacks.data());
        let mut vm = Box::new(Vm {
            regs: Regs { pc: std::ptr::null(), sp: data, fp: data },
            consts: std::ptr::null(),
            sites: std::ptr::null_mut(),
            frame,
            frame_limit: stacks.frame_limit(),
            data_limit: stacks.data_limit(),
            depth: 0,
            recursion_limit: 1000,
            native_depth: 0,
            hot_site: std::ptr::null_mut(),
            loop_threshold: 0,
            stop_value: None,
            native_limit: native_limit(),
            stacks,
            result: None,
            yielded: false,
            raised: None,
            handled: vec![Owned::NONE],
            hooks,
            globals: WellKnown {
                builtins: new(Dict::namespace()),
                modules: new(Dict::default()),
                sys: new(Dict::namespace()),
                empty_tuple,
                ascii,
                empty_str,
            },
            names: WellKnownNames::BLANK,
            interned: HashMap::new(),
            extensions: super::WordMap::default(),
            jit: std::ptr::null_mut(),
            frame_looks: std::cell::Cell::new(0),
            settings,
        });
        // SAFETY: the first control record is within the reservation.
        unsafe { frame.write(Frame::BLANK) };
        vm.names = WellKnownNames::make(&mut vm);
        super::known::publish(vm.names);
        for i in 0..128 {
            let c = vm.globals.ascii[i].clone();
            let bytes = vec![i as u8];
            vm.interned.insert(bytes.into(), c);
        }
        vm.make_exceptions(&defs);
        for def in defs {
            def.fill(&mut vm);
        }
        Ok(vm)
    }

    /// The built-in exception classes, all with the layout of `BaseException`; `defs` says what some have of their own.
    fn make_exceptions(&mut self, defs: &[TypeDef]) {
        let root = type_for(Kind::Exception);
        kinds::set_exception(Exc::BaseException, root);
        for &(exc, name, base) in &Exc::ALL[1..] {
            let def = defs.iter().find(|d| d.of_exception() == Some(exc));
            let own = def.map(TypeDef::exception_parts);
            let doc = def.map_or("", TypeDef::docstring);
            let base = exception_type(if exc == Exc::ExceptionGroup { Exc::BaseExceptionGroup } else { base });
            let mut mro = base.names().mro.clone();
            let mut bases = vec![base.as_ref().own()];
            if exc == Exc::ExceptionGroup {
                let second = exception_type(Exc::Exception);
                bases.push(second.as_ref().own());
                mro.insert(1, second.as_ref().own());
            }
            let (fields, mut slots) = own.map_or((&[][..], super::Slots::default()), |(f, s)| (f, *s));
            super::inherit(&mut slots, base.slots());
            let mut fixed: Vec<Owned> = super::shape(base.body.root_shape.get()).names.clone();
            fixed.extend(fields.iter().map(|f| self.intern(f)));
            let parts = super::TypeParts {
                ops: super::BodyOps::of::<Exception>(),
                attrs_offset: root.body.attrs_offset,
                inline: fixed.len() as u32,
                size: root.body.size + 8 * fixed.len() as u32,
                flags: root.body.flags.get() | TypeFlags::EXCEPTION,
                slots,
                name: name.to_owned(),
                qualname: name.to_owned(),
                base: Some(bases[0].clone()),
                bases,
                mro,
                fixed,
                growth: super::Growth::Open,
                native: ("builtins", doc),
            };
            let ty = parts.build(type_for(Kind::Type));
            let t = ty.lend().expect_type();
            kinds::set_exception(exc, t);
            std::mem::forget(ty);
        }
    }
}

impl Kind {
    /// The type object as a lent value.
    pub fn ty(self) -> Ref<'static> {
        type_for(self).as_ref()
    }
}

impl Exc {
    /// The class as a lent value.
    pub fn ty(self) -> Ref<'static> {
        exception_type(self).as_ref()
    }
}

/// How deep the native stack may become: the process's limit less a margin for native code that does not ask.
fn native_limit() -> usize {
    let here = Value::NONE;
    let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: fills the struct that it is given.
    let ok = unsafe { libc::getrlimit(libc::RLIMIT_STACK, &raw mut limit) } == 0;
    let size = if ok { (limit.rlim_cur as usize).clamp(1 << 20, 64 << 20) } else { 8 << 20 };
    (&raw const here as usize).saturating_sub(size - (512 << 10))
}
