//! Clocks, sleeping and the calendar of the operating system, as safe functions.

#![allow(unsafe_code, reason = "system calls that the standard library lacks")]

use std::ffi::{CStr, CString};
use std::io;

/// The time of a clock in nanoseconds.
///
/// # Errors
/// When there is no such clock.
pub fn clock_time(id: libc::clockid_t) -> io::Result<i64> {
    let mut t = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: fills the struct that it is given.
    let failed = unsafe { libc::clock_gettime(id, &raw mut t) } != 0;
    if failed { Err(io::Error::last_os_error()) } else { Ok(t.tv_sec * 1_000_000_000 + t.tv_nsec) }
}

/// The resolution of a clock in nanoseconds.
///
/// # Errors
/// When there is no such clock.
pub fn clock_resolution(id: libc::clockid_t) -> io::Result<i64> {
    let mut t = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: fills the struct that it is given.
    let failed = unsafe { libc::clock_getres(id, &raw mut t) } != 0;
    if failed { Err(io::Error::last_os_error()) } else { Ok(t.tv_sec * 1_000_000_000 + t.tv_nsec) }
}

/// Sleeps for so many nanoseconds, or until a signal comes; true when the time is over.
pub fn sleep(nanoseconds: i64) -> bool {
    let t = libc::timespec { tv_sec: nanoseconds / 1_000_000_000, tv_nsec: nanoseconds % 1_000_000_000 };
    // SAFETY: reads the struct that it is given.
    unsafe { libc::nanosleep(&raw const t, std::ptr::null_mut()) == 0 }
}

/// A moment in calendar fields, as C's `struct tm` has them: months from 0, years from 1900, Sunday is weekday 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as C names them")]
pub struct CalendarTime {
    pub sec: i32,
    pub min: i32,
    pub hour: i32,
    pub mday: i32,
    pub mon: i32,
    pub year: i32,
    pub wday: i32,
    pub yday: i32,
    pub isdst: i32,
    /// Seconds east of Greenwich.
    pub gmtoff: i64,
    /// Abbreviation of the time zone.
    pub zone: String,
}

fn blank() -> libc::tm {
    // SAFETY: integers and a pointer, for which zero is a value.
    unsafe { std::mem::zeroed() }
}

impl CalendarTime {
    fn from_c(t: &libc::tm) -> CalendarTime {
        let zone = if t.tm_zone.is_null() {
            String::new()
        } else {
            // SAFETY: the C library points at a terminated name, which it keeps.
            unsafe { CStr::from_ptr(t.tm_zone) }.to_string_lossy().into_owned()
        };
        CalendarTime {
            sec: t.tm_sec,
            min: t.tm_min,
            hour: t.tm_hour,
            mday: t.tm_mday,
            mon: t.tm_mon,
            year: t.tm_year,
            wday: t.tm_wday,
            yday: t.tm_yday,
            isdst: t.tm_isdst,
            gmtoff: t.tm_gmtoff,
            zone,
        }
    }

    /// The C struct; `zone` must outlive it.
    fn to_c(&self, zone: &CStr) -> libc::tm {
        let mut t = blank();
        t.tm_sec = self.sec;
        t.tm_min = self.min;
        t.tm_hour = self.hour;
        t.tm_mday = self.mday;
        t.tm_mon = self.mon;
        t.tm_year = self.year;
        t.tm_wday = self.wday;
        t.tm_yday = self.yday;
        t.tm_isdst = self.isdst;
        t.tm_gmtoff = self.gmtoff;
        t.tm_zone = zone.as_ptr();
        t
    }

    /// The local time so many seconds after the epoch.
    ///
    /// # Errors
    /// When the year does not fit.
    pub fn local(seconds: i64) -> io::Result<CalendarTime> {
        let mut t = blank();
        // SAFETY: reads and fills what it is given.
        let failed = unsafe { libc::localtime_r(&raw const seconds, &raw mut t) }.is_null();
        if failed { Err(io::Error::last_os_error()) } else { Ok(CalendarTime::from_c(&t)) }
    }

    /// The same in UTC.
    ///
    /// # Errors
    /// When the year does not fit.
    pub fn utc(seconds: i64) -> io::Result<CalendarTime> {
        let mut t = blank();
        // SAFETY: reads and fills what it is given.
        let failed = unsafe { libc::gmtime_r(&raw const seconds, &raw mut t) }.is_null();
        if failed {
            Err(io::Error::last_os_error())
        } else {
            Ok(CalendarTime { zone: "UTC".to_owned(), ..CalendarTime::from_c(&t) })
        }
    }

    /// Seconds since the epoch of a local time; `None` when they are out of range.
    pub fn seconds(&self) -> Option<i64> {
        let zone = CString::default();
        let mut t = self.to_c(&zone);
        t.tm_wday = -1;
        // SAFETY: reads and normalises the struct that it is given.
        let seconds = unsafe { libc::mktime(&raw mut t) };
        // -1 is also a moment; only a failure leaves the weekday as it was.
        if seconds == -1 && t.tm_wday == -1 { None } else { Some(seconds) }
    }

    /// The time in a format of `strftime`.
    pub fn format(&self, format: &[u8]) -> Vec<u8> {
        let (Ok(c_format), Ok(zone)) = (CString::new(format), CString::new(self.zone.as_str())) else {
            return Vec::new();
        };
        let t = self.to_c(&zone);
        let mut out = vec![0u8; 256.max(format.len() * 2)];
        loop {
            // SAFETY: writes at most the buffer's length; the strings are terminated and outlive the call.
            let n = unsafe { libc::strftime(out.as_mut_ptr().cast(), out.len(), c_format.as_ptr(), &raw const t) };
            // Zero means too small, or an empty result: which is not told, so the buffer's size decides.
            if n > 0 || out.len() > 256 * format.len().max(1) {
                out.truncate(n);
                return out;
            }
            out.resize(out.len() * 2, 0);
        }
    }
}

/// Reads the time zone from the environment again.
pub fn read_time_zone() {
    unsafe extern "C" {
        fn tzset();
    }
    // SAFETY: no thread of this process changes the environment meanwhile.
    unsafe { tzset() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_epoch_in_utc() {
        let t = CalendarTime::utc(0).expect("in range");
        assert_eq!((t.year, t.mon, t.mday, t.wday, t.yday), (70, 0, 1, 4, 0));
        assert_eq!(t.format(b"%Y-%m-%d %H:%M:%S %a"), b"1970-01-01 00:00:00 Thu");
        assert_eq!(t.format(b""), b"");
    }

    #[test]
    fn local_time_round_trips() {
        let t = CalendarTime::local(1_700_000_000).expect("in range");
        assert_eq!(t.seconds(), Some(1_700_000_000));
    }

    #[test]
    fn clocks_run() {
        let a = clock_time(libc::CLOCK_MONOTONIC).expect("a clock");
        assert!(sleep(1000));
        assert!(clock_time(libc::CLOCK_MONOTONIC).expect("a clock") > a);
    }
}
