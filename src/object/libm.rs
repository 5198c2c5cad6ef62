//! Functions of the C library's libm that are shadowed in a Rust program.

#![allow(unsafe_code, reason = "a call into the C library")]

/// The cube root as the C library computes it. Rust's own runtime brings a correctly rounded function of that name, which
/// differs in the last digit; glibc has a second name for its own.
pub fn cbrt(x: f64) -> f64 {
    #[cfg(target_env = "gnu")]
    {
        #[link(name = "m")]
        unsafe extern "C" {
            safe fn cbrtf64(x: f64) -> f64;
        }
        cbrtf64(x)
    }
    #[cfg(not(target_env = "gnu"))]
    {
        x.cbrt()
    }
}
