//! What the body of an optimised trace consists of, counted from its text.

/// Numbers of operations.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Operations that may leave the trace, but for the poll and the checks after a call.
    pub guards: usize,
    /// Numbers made into values, which allocates those that are no immediates.
    pub boxes: usize,
    /// Objects made.
    pub objects: usize,
    /// Calls of native functions.
    pub calls: usize,
    /// Reference counts changed.
    pub counts: usize,
}

const AFTER_CALLS: [&str; 3] = ["poll", "guard_no_raise", "guard_valid"];

/// Counts the operations between `loop_start` and the end of the first trace of a text; `None` without a loop.
pub fn count(text: &str) -> Option<Counts> {
    let (_, body) = text.split_once("\n  loop_start\n")?;
    let mut c = Counts::default();
    for line in body.lines().map(str::trim) {
        let (_, op) = line.split_once(" = ").filter(|_| line.starts_with('v')).unwrap_or(("", line));
        let name = op.split_whitespace().next().unwrap_or_default();
        match name {
            "jump" => break,
            "new" | "new_var" => c.objects += 1,
            "call" => c.calls += 1,
            "retain" | "release" => c.counts += 1,
            _ if name.starts_with("box_") || name.starts_with("whole_") => c.boxes += 1,
            _ if op.contains(" ! s") && !AFTER_CALLS.contains(&name) => c.guards += 1,
            _ => {}
        }
    }
    Some(c)
}

#[test]
fn each_kind_is_counted_and_the_entry_is_not() {
    let text = "trace root code=1 pc=2 slots=3\n  v0: val = slot 1\n  guard_int v0 ! s0\n  loop_start\n  v1: int = phi v0, v2\n  \
                guard_true v1 ! s1\n  v2: int = int_add_ovf v1, 1 ! s1\n  v3: val = box_float v2\n  v4: ref = new point\n  \
                v5: val = call f(v4)\n  guard_no_raise v5 ! s1\n  release v5\n  poll ! s1\n  jump\n  s0: [code=1]\n";
    let expected = Counts { guards: 2, boxes: 1, objects: 1, calls: 1, counts: 1 };
    assert_eq!(count(text), Some(expected));
    assert_eq!(count("trace bridge\n  jump_loop\n"), None);
}
