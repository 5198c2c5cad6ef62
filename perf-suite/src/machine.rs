//! Where figures were taken: they mean little without it. What cannot be found out is left empty.

use std::process::Command;

use serde::{Deserialize, Serialize};

/// The computer, and how busy it was.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Machine {
    pub cpu: String,
    pub logical_cpus: usize,
    pub memory_bytes: u64,
    /// For example "Debian GNU/Linux 12 (bookworm)".
    pub system: String,
    /// Operating system, kernel release and architecture, as `uname -srm` has them.
    pub kernel: String,
    /// The load average of the minute before the first run.
    pub load: Option<f64>,
}

impl Machine {
    /// The machine that this process runs on.
    pub fn here() -> Self {
        let read = |path| std::fs::read_to_string(path).unwrap_or_default();
        Machine {
            cpu: value_of(&read("/proc/cpuinfo"), "model name", ':'),
            logical_cpus: std::thread::available_parallelism().map_or(0, |n| n.get()),
            memory_bytes: kilobytes(&value_of(&read("/proc/meminfo"), "MemTotal", ':')),
            system: value_of(&read("/etc/os-release"), "PRETTY_NAME", '='),
            kernel: first_line_of("uname", &["-srm"]),
            load: read("/proc/loadavg").split(' ').next().and_then(|first| first.parse().ok()),
        }
    }

    /// A warning if others use the processor as well.
    pub fn is_busy(&self) -> Option<String> {
        let load = self.load.filter(|load| *load > 0.5)?;
        Some(format!("the load average was {load} at the start: expect noise"))
    }
}

/// The commit that is checked out, with a plus sign if files differ from it.
pub fn commit() -> String {
    let folder = crate::programs::home().display().to_string();
    let hash = first_line_of("git", &["-C", &folder, "rev-parse", "--short=12", "HEAD"]);
    let changes = first_line_of("git", &["-C", &folder, "status", "--porcelain", "--untracked-files=no"]);
    if changes.is_empty() { hash } else { hash + "+" }
}

fn first_line_of(program: &str, args: &[&str]) -> String {
    let output = Command::new(program).args(args).output().ok().filter(|output| output.status.success());
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    text.lines().next().unwrap_or_default().to_string()
}

/// The value of the first line that starts with this key, without quotes.
fn value_of(text: &str, key: &str, separator: char) -> String {
    let line = text.lines().find(|line| line.starts_with(key)).unwrap_or_default();
    line.split_once(separator).map_or("", |(_, value)| value).trim().trim_matches('"').to_string()
}

fn kilobytes(text: &str) -> u64 {
    text.trim_end_matches(" kB").parse().map_or(0, |n: u64| n * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_in_the_files_of_proc() {
        assert_eq!(value_of("processor : 0\nmodel name\t: AMD EPYC\n", "model name", ':'), "AMD EPYC");
        assert_eq!(value_of("PRETTY_NAME=\"Debian 12\"", "PRETTY_NAME", '='), "Debian 12");
        assert_eq!(value_of("", "PRETTY_NAME", '='), "");
        assert_eq!(kilobytes("16 kB"), 16384);
    }

    #[test]
    fn a_busy_machine_is_remarked_upon() {
        let busy = Machine { load: Some(2.5), ..Machine::default() };
        assert!(busy.is_busy().unwrap().contains("2.5"));
        assert_eq!(Machine { load: Some(0.1), ..Machine::default() }.is_busy(), None);
    }
}
