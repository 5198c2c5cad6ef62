//! Settings of the tracer: `--jit`, `--jit-param NAME=VALUE`, `--jit-threads`, `--jit-log`.

use taipan_jit::opt::{OptConfig, PASSES};

/// Where the log goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogTo {
    /// Nowhere.
    Off,
    /// Text on standard error.
    Stderr,
    /// A file; the format follows from the extension.
    File(String),
}

/// The settings.
#[derive(Clone, Debug)]
pub struct Params {
    /// Whether loops are traced at all.
    pub enabled: bool,
    /// Back-edges before a loop is recorded.
    pub threshold: u32,
    /// Crossings before an exit grows a bridge.
    pub bridge_threshold: u32,
    /// Most operations of a recorded trace.
    pub trace_limit: usize,
    /// Compile threads: 0 compiles in place.
    pub threads: u32,
    /// Passes of the optimiser.
    pub opt: OptConfig,
    /// Whether the optimiser runs at all.
    pub optimise: bool,
    /// Symbols for Linux `perf`.
    pub perf: bool,
    /// Stress: every exit of native code is taken once.
    pub exit_everywhere: bool,
    /// Stress: reference counts are checked after each exit.
    pub audit: bool,
    /// Where the log goes.
    pub log: LogTo,
}

impl Default for Params {
    fn default() -> Params {
        Params {
            enabled: true,
            threshold: crate::interp::load::LOOP_THRESHOLD,
            bridge_threshold: 23,
            trace_limit: 6000,
            threads: 1,
            opt: OptConfig::default(),
            optimise: true,
            perf: false,
            exit_everywhere: false,
            audit: false,
            log: LogTo::Off,
        }
    }
}

impl Params {
    /// What can be set, with explanations.
    pub fn help() -> String {
        let mut text = String::from(
            "threshold=N         back-edges before a loop is traced\n\
             bridge_threshold=N  crossings before an exit grows a bridge\n\
             trace_limit=N       most operations of a recorded trace\n\
             opt=on|off          the optimiser\n\
             perf=on|off         symbols for Linux perf in /tmp/perf-PID.map\n\
             exit_everywhere=on|off  stress: every exit of native code is taken once (-X exit-everywhere)\n\
             refcount_audit=on|off   stress: counts are checked after each exit (-X refcount-audit)\n",
        );
        for p in PASSES {
            text.push_str(&format!("pass.{:<15}={}\n", p.name(), format_args!("on|off: {}", p.what())));
        }
        text
    }

    /// Sets one thing.
    ///
    /// # Errors
    /// What is wrong, in words.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), String> {
        let number = || value.parse::<u32>().map_err(|_| format!("{name} wants a number, not '{value}'"));
        let switch = || match value {
            "on" | "1" | "true" => Ok(true),
            "off" | "0" | "false" => Ok(false),
            _ => Err(format!("{name} is on or off, not '{value}'")),
        };
        match name {
            "jit" => self.enabled = switch()?,
            "threads" => self.threads = number()?,
            "threshold" => self.threshold = number()?.max(1),
            "bridge_threshold" => self.bridge_threshold = number()?.max(1),
            "trace_limit" => self.trace_limit = number()? as usize,
            "opt" => self.optimise = switch()?,
            "perf" => self.perf = switch()?,
            "refcount_audit" => self.audit = switch()?,
            "exit_everywhere" => self.exit_everywhere = switch()?,
            "log" => {
                self.log = if value.is_empty() { LogTo::Stderr } else { LogTo::File(value.to_owned()) };
            }
            _ => {
                let pass = name.strip_prefix("pass.").filter(|n| PASSES.iter().any(|p| p.name() == *n));
                match pass {
                    Some(_) if switch()? => {}
                    Some(pass) => self.opt = self.opt.clone().without(pass)?,
                    None => return Err(format!("there is no --jit-param '{name}'; `--jit-param help=1' lists them")),
                }
            }
        }
        Ok(())
    }
}
