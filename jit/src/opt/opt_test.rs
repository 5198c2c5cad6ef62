//! Small loops through the whole optimiser.

use super::*;
use crate::ir::text::{parse, print_trace};
use crate::ir::word::fixnum;

pub(super) fn optimized(text: &str) -> String {
    let descrs = Descrs::new();
    let traces = parse(text, &descrs).unwrap();
    verify_trace(&traces[0], &descrs).unwrap();
    let trace = optimize(&traces[0], &descrs, &OptConfig::new()).unwrap();
    print_trace(&trace, &descrs)
}

#[test]
fn show() {
    println!(
        "{}",
        optimized(
            "trace root code=1 pc=0 slots=4
  v0: val = slot 0
  v1: val = slot 1
  v2: int = unbox_int v0 ! s0
  v3: val = slot 2
  v30: int = unbox_int v3 ! s0
  v4: bool = int_lt v2, v30
  guard_true v4 ! s0
  v5: int = unbox_int v1 ! s1
  v6: int = int_add_ovf v5, v2 ! s1
  v7: val = box_int v6
  v8: int = int_add_ovf v2, 1 ! s2
  v9: val = box_int v8
  jump ! s3
  s0: [code=1 pc=0 base=0 n=4]
  s1: [code=1 pc=4 base=0 n=4]
  s2: [code=1 pc=8 base=0 n=4] 1=v7
  s3: [code=1 pc=0 base=0 n=4] 0=v9 1=v7
"
        )
    );
    let _ = fixnum(1);
}
