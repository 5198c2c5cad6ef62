//! The table of budgets.

use crate::body::Counts;
use std::fs;
use std::path::Path;
use toml::{Table, Value};

/// What a loop may have.
pub struct Budget {
    /// The benchmark program.
    pub program: String,
    /// The line of the loop's header.
    pub line: u64,
    /// At most so much of each.
    pub most: Counts,
}

/// All budgets, as `budgets.toml` has them.
pub fn all() -> Vec<Budget> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/traces/budgets.toml");
    let table: Table = fs::read_to_string(&path).expect("the table is there").parse().expect("the table is TOML");
    let programs = table.iter().map(|(name, loops)| (name, loops.as_table().expect("a section per program")));
    programs.flat_map(|(name, loops)| loops.iter().map(|(line, most)| budget(name, line, most))).collect()
}

fn budget(program: &str, line: &str, most: &Value) -> Budget {
    let number = |key: &str| most.get(key).map_or(0, |v| v.as_integer().expect("a number") as usize);
    let known = ["guards", "boxes", "objects", "calls", "counts"];
    let mut keys = most.as_table().expect("a table per loop").keys();
    assert!(keys.all(|k| known.contains(&k.as_str())), "{program}:{line}: a key is none of {known:?}");
    let [guards, boxes, objects, calls, counts] = known.map(number);
    let line = line.parse().expect("loops are named by the line of their header");
    Budget { program: program.to_owned(), line, most: Counts { guards, boxes, objects, calls, counts } }
}

impl Budget {
    /// A sentence for each number that is larger.
    pub fn exceeded(&self, found: Counts) -> Vec<String> {
        let most = &self.most;
        let all = [
            ("guards", found.guards, most.guards),
            ("boxes", found.boxes, most.boxes),
            ("objects", found.objects, most.objects),
            ("calls", found.calls, most.calls),
            ("counts", found.counts, most.counts),
        ];
        let over = all.iter().filter(|(_, n, most)| n > most);
        over.map(|(what, n, most)| format!("{}:{}: {n} {what}, at most {most}", self.program, self.line)).collect()
    }
}

#[test]
fn what_is_not_named_must_not_be_there() {
    let most = "guards = 3".parse::<Table>().expect("TOML");
    let b = budget("p", "7", &Value::Table(most));
    assert!(b.exceeded(Counts { guards: 3, ..Counts::default() }).is_empty());
    assert_eq!(b.exceeded(Counts { guards: 2, calls: 1, ..Counts::default() }), ["p:7: 1 calls, at most 0"]);
}
