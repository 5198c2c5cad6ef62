//! Tuples whose items have names too: `sys.version_info`, `sys.flags` and their kin (CPython's struct sequences).

use crate::object::{Args, FnDef, Kind, MethodDescr, Owned, PyResult, Vm, new};

static REPR: FnDef = FnDef::new("__repr__", "(self, /)", repr, "");

/// A record of a class of its own, `sys.<name>`.
///
/// # Errors
/// What making the class raises.
pub fn make(vm: &mut Vm, name: &str, fields: Vec<(&str, Owned)>) -> PyResult {
    let (class_name, tuple, namespace) = (Owned::str(name), Kind::Tuple.ty(), vm.dict());
    let bases = vm.tuple_of(&[tuple]);
    let names: Vec<Owned> = fields.iter().map(|(n, _)| Owned::str(n)).collect();
    let count = Owned::usize(names.len());
    let names = vm.tuple(names);
    for (key, value) in [
        ("__module__", Owned::str("sys")),
        ("__match_args__", names),
        ("n_fields", count.clone()),
        ("n_sequence_fields", count),
        ("n_unnamed_fields", Owned::int(0)),
    ] {
        vm.dict_set_name(namespace.lend(), key, value);
    }
    let class = vm.call(Kind::Type.ty(), &[class_name.lend(), bases.lend(), namespace.lend()])?;
    let f = new(MethodDescr { def: &REPR, owner: class.clone() });
    let key = vm.names.repr;
    vm.set_attr(class.lend(), key, Some(f.lend()))?;
    let items = fields.iter().map(|(_, v)| v.clone()).collect();
    let record = vm.tuple_sub(class.lend().expect_type(), items);
    for (field, value) in fields {
        vm.set_own_attr(record.lend(), field, value);
    }
    Ok(record)
}

fn repr(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let o = a.get(0);
    let names = vm.names.match_args;
    let names = vm.get_attr(o.ty().as_ref(), names)?;
    let names = vm.collect(names.lend())?;
    let items = vm.collect(o)?;
    let mut parts = Vec::new();
    for (name, item) in names.iter().zip(&items) {
        let shown = vm.repr_string(item.lend())?;
        parts.push(format!("{}={shown}", vm.lossy(name.lend())));
    }
    Ok(Owned::string(format!("sys.{}({})", o.ty().name(), parts.join(", "))))
}
