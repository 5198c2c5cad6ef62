//! Calendar functions.

use super::struct_time;
use crate::object::{
    Args, CalendarTime, FnDef, IntRef, Owned, PyResult, Raised, Ref, Str, Vm, clock_time, read_time_zone,
};

pub(super) static FUNCTIONS: &[FnDef] = &[
    FnDef::new(
        "localtime",
        "(seconds=None, /)",
        |vm, a| moment(vm, a, CalendarTime::local),
        "localtime([seconds]) -> (tm_year,tm_mon,tm_mday,tm_hour,tm_min,\n                          tm_sec,tm_wday,tm_yday,tm_isdst)\n\nConvert seconds since the Epoch to a time tuple expressing local time.\nWhen 'seconds' is not passed in, convert the current time instead.",
    ),
    FnDef::new(
        "gmtime",
        "(seconds=None, /)",
        |vm, a| moment(vm, a, CalendarTime::utc),
        "gmtime([seconds]) -> (tm_year, tm_mon, tm_mday, tm_hour, tm_min,\n                       tm_sec, tm_wday, tm_yday, tm_isdst)\n\nConvert seconds since the Epoch to a time tuple expressing UTC (a.k.a.\nGMT).  When 'seconds' is not passed in, convert the current time instead.",
    ),
    FnDef::new(
        "mktime",
        "(tuple, /)",
        mktime,
        "mktime(tuple) -> floating-point number\n\nConvert a time tuple in local time to seconds since the Epoch.",
    ),
    FnDef::new(
        "asctime",
        "(tuple=None, /)",
        asctime,
        "asctime([tuple]) -> string\n\nConvert a time tuple to a string, e.g. 'Sat Jun 06 16:26:11 1998'.\nWhen the time tuple is not present, current time as returned by localtime()\nis used.",
    ),
    FnDef::new(
        "ctime",
        "(seconds=None, /)",
        ctime,
        "ctime([seconds]) -> string\n\nConvert a time in seconds since the Epoch to a string in local time.\nThis is equivalent to asctime(localtime(seconds)). When the time tuple is\nnot present, current time as returned by localtime() is used.",
    ),
    FnDef::new(
        "strftime",
        "(format, tuple=None, /)",
        strftime,
        "strftime(format[, tuple]) -> string\n\nConvert a time tuple to a string according to a format specification.\nSee the library reference manual for formatting codes. When the time tuple\nis not present, current time as returned by localtime() is used.",
    ),
    FnDef::new(
        "strptime",
        "(string, format='%a %b %d %H:%M:%S %Y', /)",
        strptime,
        "strptime(string, format) -> struct_time\n\nParse a string to a time tuple according to a format specification.\nSee the library reference manual for formatting codes (same as\nstrftime()).",
    ),
    FnDef::new(
        "tzset",
        "()",
        tzset,
        "tzset()\n\nInitialize, or reinitialize, the local timezone to the value stored in\nos.environ['TZ'].",
    ),
];

/// The argument of `localtime` and its like: whole seconds since the epoch, now when there is none.
fn seconds(vm: &mut Vm, o: Option<Ref<'_>>) -> PyResult<i64> {
    let Some(o) = o else { return Ok(now()) };
    if let Some(x) = o.as_float(vm) {
        if x.is_nan() {
            return Err(vm.value_error("Invalid value NaN (not a number)"));
        }
        let whole = x.floor();
        return if whole.abs() < 9.2e18 { Ok(whole as i64) } else { Err(out_of_range(vm)) };
    }
    let i = vm.index(o)?;
    match i.lend().as_int(vm) {
        Some(IntRef::Small(i)) => Ok(i),
        _ => Err(out_of_range(vm)),
    }
}

fn now() -> i64 {
    clock_time(libc::CLOCK_REALTIME).map_or(0, |ns| ns.div_euclid(1_000_000_000))
}

#[cold]
fn out_of_range(vm: &mut Vm) -> Raised {
    vm.overflow_error("timestamp out of range for platform time_t")
}

fn fields(vm: &mut Vm, o: Option<Ref<'_>>, f: fn(i64) -> std::io::Result<CalendarTime>) -> PyResult<CalendarTime> {
    let seconds = seconds(vm, o)?;
    f(seconds).map_err(|e| vm.os_error(&e, None))
}

fn moment(vm: &mut Vm, a: &Args<'_>, f: fn(i64) -> std::io::Result<CalendarTime>) -> PyResult {
    let t = fields(vm, a.some(0), f)?;
    Ok(struct_time::make(vm, &t))
}

fn mktime(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let t = struct_time::read(vm, a.get(0), "mktime")?;
    match t.seconds() {
        Some(s) => Ok(Owned::float(s as f64)),
        None => Err(vm.overflow_error("mktime argument out of range")),
    }
}

/// The checked argument of a formatting function, or the time now.
fn checked(vm: &mut Vm, o: Option<Ref<'_>>, function: &str) -> PyResult<CalendarTime> {
    match o {
        None => fields(vm, None, CalendarTime::local),
        Some(o) => {
            let mut t = struct_time::read(vm, o, function)?;
            struct_time::check(vm, &mut t)?;
            Ok(t)
        }
    }
}

/// `Sun Jun  9 04:26:40 1993`.
fn plain(t: &CalendarTime) -> Owned {
    const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (day, month) = (DAYS[t.wday.rem_euclid(7) as usize], MONTHS[t.mon.rem_euclid(12) as usize]);
    let year = i64::from(t.year) + 1900;
    Owned::string(format!("{day} {month}{:3} {:02}:{:02}:{:02} {year}", t.mday, t.hour, t.min, t.sec))
}

fn asctime(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    checked(vm, a.opt(0), "asctime").map(|t| plain(&t))
}

fn ctime(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    fields(vm, a.some(0), CalendarTime::local).map(|t| plain(&t))
}

fn strftime(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let format = a.get(0);
    let Some(text) = format.get::<Str>(vm).map(|s| s.bytes().to_vec()) else {
        let name = format.ty().argument_name();
        return Err(vm.type_error(format!("strftime() argument 1 must be str, not {name}")));
    };
    let t = checked(vm, a.opt(1), "strftime")?;
    // C ends a format at a zero byte; Python goes on behind it.
    let mut out = Vec::new();
    for (i, part) in text.split(|b| *b == 0).enumerate() {
        if i > 0 {
            out.push(0);
        }
        out.extend(t.format(part));
    }
    Ok(Owned::wtf8(out))
}

/// Parsing is the standard library's: `_strptime` in Python.
fn strptime(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let module = vm.import("_strptime")?;
    let f = vm.get_attr_str(module.lend(), "_strptime_time")?;
    let args: Vec<Ref<'_>> = (0..2).filter_map(|i| a.opt(i)).collect();
    vm.call(f.lend(), &args)
}

fn tzset(vm: &mut Vm, _: &Args<'_>) -> PyResult {
    read_time_zone();
    let module = vm.import("time")?;
    let Some(dict) = module.lend().get::<crate::object::Module>(vm).map(|m| m.dict.clone()) else {
        return Ok(Owned::NONE);
    };
    set_zone(vm, dict.lend());
    Ok(Owned::NONE)
}

/// Sets `timezone`, `altzone`, `daylight`, `tzname`: from the zone's offsets in January and in July.
pub(super) fn set_zone(vm: &mut Vm, dict: Ref<'_>) {
    const YEAR: i64 = (365 * 24 + 6) * 3600;
    let start = now() / YEAR * YEAR;
    let at = |seconds: i64| {
        let t = CalendarTime::local(seconds).unwrap_or_default();
        let zone = if t.zone.is_empty() { "   ".to_owned() } else { t.zone };
        (-t.gmtoff, zone)
    };
    let (january, july) = (at(start), at(start + YEAR / 2));
    let daylight = january.0 != july.0;
    // South of the equator summer time is in January.
    let (standard, summer) = if january.0 < july.0 { (july, january) } else { (january, july) };
    vm.dict_set_name(dict, "timezone", Owned::int(standard.0));
    vm.dict_set_name(dict, "altzone", Owned::int(summer.0));
    vm.dict_set_name(dict, "daylight", Owned::int(i64::from(daylight)));
    let names = vm.tuple(vec![Owned::string(standard.1), Owned::string(summer.1)]);
    vm.dict_set_name(dict, "tzname", names);
}
