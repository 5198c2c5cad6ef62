//! `time.struct_time`: nine items by position and name, and two more by name only.

use crate::object::{
    Args, CalendarTime, CallArgs, FnDef, GetSetDef, Kind, LazySignature, Owned, PyResult, Ref, Tuple, TypeDef, Vm,
    bind, type_for,
};

/// Items that the sequence shows.
pub(super) const VISIBLE: usize = 9;

/// All fields in order.
const FIELDS: [&str; 11] = [
    "tm_year",
    "tm_mon",
    "tm_mday",
    "tm_hour",
    "tm_min",
    "tm_sec",
    "tm_wday",
    "tm_yday",
    "tm_isdst",
    "tm_zone",
    "tm_gmtoff",
];

/// The type `struct_time`.
pub fn def() -> TypeDef {
    TypeDef::derived::<Tuple>(Kind::StructTime, "struct_time", "time")
        .doc("The time value as returned by gmtime(), localtime(), and strptime(), and\naccepted by asctime(), mktime() and strftime().  May be considered as a\nsequence of 9 integers.\n\nNote that several fields' values are not the same as those defined by\nthe C language standard for struct tm.  For example, the value of the\nfield tm_year is the actual year, not year - 1900.  See individual\nfields' descriptions for details.")
        .with_attrs()
        .slots(|s| {
            s.new = Some(new);
            s.repr = Some(repr);
        })
        .methods(METHODS)
        .getters(GETTERS)
        .constant("n_fields", Owned::int(11))
        .constant("n_sequence_fields", Owned::int(9))
        .constant("n_unnamed_fields", Owned::int(0))
}

macro_rules! field {
    ($i:literal, $doc:literal) => {
        GetSetDef::get(FIELDS[$i], |vm, o| Ok(visible(vm, o, $i)), $doc)
    };
}

static GETTERS: &[GetSetDef] = &[
    field!(0, "year, for example, 1993"),
    field!(1, "month of year, range [1, 12]"),
    field!(2, "day of month, range [1, 31]"),
    field!(3, "hours, range [0, 23]"),
    field!(4, "minutes, range [0, 59]"),
    field!(5, "seconds, range [0, 61])"),
    field!(6, "day of week, range [0, 6], Monday is 0"),
    field!(7, "day of year, range [1, 366]"),
    field!(8, "1 if summer time is in effect, 0 if not, and -1 if unknown"),
];

static METHODS: &[FnDef] = &[
    FnDef::new("__reduce__", "($self, /)", reduce, ""),
    FnDef::new(
        "__replace__",
        "($self, /, **changes)",
        replace,
        "Return a copy of the structure with new values for the specified fields.",
    ),
];

fn visible(vm: &Vm, o: Ref<'_>, i: usize) -> Owned {
    o.as_tuple(vm).and_then(|t| t.get(i)).cloned().unwrap_or(Owned::NONE)
}

/// A field that the sequence does not show, which is an attribute of the instance.
fn hidden(vm: &mut Vm, o: Ref<'_>, i: usize) -> Owned {
    let name = vm.intern(FIELDS[VISIBLE + i]);
    vm.instance_attr(o, name.lend()).unwrap_or(Owned::NONE)
}

fn with_hidden(vm: &mut Vm, items: Vec<Owned>, zone: Owned, offset: Owned) -> Owned {
    let t = vm.tuple_sub(type_for(Kind::StructTime), items);
    vm.set_own_attr(t.lend(), FIELDS[VISIBLE], zone);
    vm.set_own_attr(t.lend(), FIELDS[VISIBLE + 1], offset);
    t
}

/// A `struct_time` of a moment.
pub(super) fn make(vm: &mut Vm, t: &CalendarTime) -> Owned {
    let year = Owned::int(i64::from(t.year) + 1900);
    let monday_first = (t.wday + 6) % 7;
    let rest = [t.mon + 1, t.mday, t.hour, t.min, t.sec, monday_first, t.yday + 1, t.isdst];
    let items = std::iter::once(year).chain(rest.into_iter().map(|i| Owned::int(i64::from(i)))).collect();
    with_hidden(vm, items, Owned::str(&t.zone), Owned::int(t.gmtoff))
}

static SIGNATURE: LazySignature = LazySignature::new("(sequence, dict=None)");

fn new(vm: &mut Vm, _: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let (items, names) =
        bind(vm, "structseq", &SIGNATURE, args, |vm, a| Ok((vm.collect(a.get(0))?, a.some(1).map(Ref::own))))?;
    let given = items.len();
    if given < VISIBLE {
        return Err(vm.type_error(format!("time.struct_time() takes an at least 9-sequence ({given}-sequence given)")));
    }
    if given > FIELDS.len() {
        return Err(vm.type_error(format!("time.struct_time() takes an at most 11-sequence ({given}-sequence given)")));
    }
    let mut tail = [Owned::NONE, Owned::NONE];
    for (i, value) in tail.iter_mut().enumerate() {
        if let Some(v) = items.get(VISIBLE + i) {
            *value = v.clone();
        } else if let Some(d) = &names
            && let Some(v) = vm.dict_get_name(d.lend(), FIELDS[VISIBLE + i])
        {
            *value = v;
        }
    }
    let [zone, offset] = tail;
    Ok(with_hidden(vm, items[..VISIBLE].to_vec(), zone, offset))
}

fn repr(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let items = o.as_tuple(vm).map(<[Owned]>::to_vec).unwrap_or_default();
    let mut shown = Vec::new();
    for (name, item) in FIELDS.iter().zip(&items) {
        shown.push(format!("{name}={}", vm.repr_string(item.lend())?));
    }
    Ok(Owned::string(format!("time.struct_time({})", shown.join(", "))))
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let o = a.get(0);
    let items = o.as_tuple(vm).map(<[Owned]>::to_vec).unwrap_or_default();
    let names = vm.dict();
    for i in 0..2 {
        let value = hidden(vm, o, i);
        vm.dict_set_name(names.lend(), FIELDS[VISIBLE + i], value);
    }
    let items = vm.tuple(items);
    let args = vm.tuple(vec![items, names]);
    Ok(vm.tuple(vec![Kind::StructTime.ty().own(), args]))
}

fn replace(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let o = a.get(0);
    let mut items = o.as_tuple(vm).map(<[Owned]>::to_vec).unwrap_or_default();
    for i in 0..2 {
        items.push(hidden(vm, o, i));
    }
    for (name, value) in a.extra {
        let text = vm.lossy(*name);
        match FIELDS.iter().position(|f| *f == text) {
            Some(i) => items[i] = value.own(),
            None => return Err(vm.type_error(format!("Got unexpected field name(s): ['{text}']"))),
        }
    }
    let sequence = vm.tuple(items);
    vm.call(Kind::StructTime.ty(), &[sequence.lend()])
}

/// The fields of a `struct_time` or of a tuple of nine, as C counts them.
pub(super) fn read(vm: &mut Vm, o: Ref<'_>, function: &str) -> PyResult<CalendarTime> {
    let Some(items) = o.as_tuple(vm).map(<[Owned]>::to_vec) else {
        return Err(vm.type_error("Tuple or struct_time argument required"));
    };
    if items.len() != VISIBLE {
        return Err(vm.type_error(format!("{function}(): illegal time tuple argument")));
    }
    let mut n = [0i32; VISIBLE];
    for (to, from) in n.iter_mut().zip(&items) {
        let i = vm.index_i64(from.lend())?;
        *to = i32::try_from(i).map_err(|_| vm.overflow_error("signed integer is greater than maximum"))?;
    }
    let Some(year) = n[0].checked_sub(1900) else { return Err(vm.overflow_error("year out of range")) };
    let (zone, offset) = (hidden(vm, o, 0), hidden(vm, o, 1));
    Ok(CalendarTime {
        year,
        mon: n[1] - 1,
        mday: n[2],
        hour: n[3],
        min: n[4],
        sec: n[5],
        wday: (n[6] + 1) % 7,
        yday: n[7] - 1,
        isdst: n[8],
        gmtoff: offset.lend().as_i64(vm).unwrap_or(0),
        zone: zone.lend().as_str(vm).unwrap_or_default().to_owned(),
    })
}

/// Checks what C's formatting would read beyond its tables for; a zero stands for the lowest value where that is one.
pub(super) fn check(vm: &mut Vm, t: &mut CalendarTime) -> PyResult<()> {
    t.mon = if t.mon == -1 { 0 } else { t.mon };
    t.mday = if t.mday == 0 { 1 } else { t.mday };
    t.yday = if t.yday == -1 { 0 } else { t.yday };
    let ranges = [
        ("month", t.mon, 0, 11),
        ("day of month", t.mday, 1, 31),
        ("hour", t.hour, 0, 23),
        ("minute", t.min, 0, 59),
        ("seconds", t.sec, 0, 61),
        ("day of week", t.wday, 0, 6),
        ("day of year", t.yday, 0, 365),
    ];
    for (what, value, low, high) in ranges {
        if !(low..=high).contains(&value) {
            return Err(vm.value_error(format!("{what} out of range")));
        }
    }
    t.isdst = t.isdst.clamp(-1, 1);
    Ok(())
}
