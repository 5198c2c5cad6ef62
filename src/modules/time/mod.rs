//! `time`: clocks, sleeping, the calendar.
//!
//! | file | what is in it |
//! |---|---|
//! | `clocks` | `time`, `perf_counter`, `sleep`, … |
//! | `calendar` | `localtime`, `mktime`, `strftime`, … |
//! | `struct_time` | the type `struct_time` |

mod calendar;
mod clocks;
mod struct_time;

use super::ModuleDef;
use crate::object::{Kind, Owned, PyResult, Ref, Vm};

pub use struct_time::def as struct_time;

/// The module `time`.
pub fn def() -> ModuleDef {
    ModuleDef { name: "time", doc: DOC, functions: &[], fill }
}

const DOC: &str = "This module provides various functions to manipulate time values.

There are two standard representations of time.  One is the number
of seconds since the Epoch, in UTC (a.k.a. GMT).  It may be an integer
or a floating-point number (to represent fractions of seconds).
The epoch is the point where the time starts, the return value of time.gmtime(0).
It is January 1, 1970, 00:00:00 (UTC) on all platforms.

The other representation is a tuple of 9 integers giving local time.
The tuple items are:
  year (including century, e.g. 1998)
  month (1-12)
  day (1-31)
  hours (0-23)
  minutes (0-59)
  seconds (0-59)
  weekday (0-6, Monday is 0)
  Julian day (day in the year, 1-366)
  DST (Daylight Savings Time) flag (-1, 0 or 1)
If the DST flag is 0, the time is given in the regular time zone;
if it is 1, the time is given in the DST time zone;
if it is -1, mktime() should guess based on the date and time.
";

fn fill(vm: &mut Vm, dict: Ref<'_>) -> PyResult<()> {
    super::add_functions(vm, dict, "time", clocks::FUNCTIONS);
    super::add_functions(vm, dict, "time", calendar::FUNCTIONS);
    for (name, id) in clocks::IDS {
        vm.dict_set_name(dict, name, Owned::int(i64::from(*id)));
    }
    calendar::set_zone(vm, dict);
    vm.dict_set_name(dict, "struct_time", Kind::StructTime.ty().own());
    vm.dict_set_name(dict, "_STRUCT_TM_ITEMS", Owned::int(11));
    Ok(())
}
