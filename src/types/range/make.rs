//! Making ranges, and looking at one as four big ints.

use crate::object::{Owned, PyResult, Range, Ref, Vm, new};
use dashu_int::IBig;
use dashu_int::ops::DivRem;

/// Number of values, `None` when it needs more than 63 bits.
fn small_len(start: i64, stop: i64, step: i64) -> Option<i64> {
    let (low, high) = if step > 0 { (start, stop) } else { (stop, start) };
    if low >= high {
        return Some(0);
    }
    let distance = high.wrapping_sub(low) as u64 - 1;
    let len = distance / step.unsigned_abs() + 1;
    i64::try_from(len).ok()
}

/// `range(start, stop, step)`; the step is not 0.
pub fn from_i64(start: i64, stop: i64, step: i64) -> Owned {
    match small_len(start, stop, step) {
        Some(len) => new(Range { start, step, len, stop, big: None }),
        None => from_big(start.into(), stop.into(), step.into()),
    }
}

/// `range(start, stop, step)` in integers of any size; the step is not 0.
pub fn from_big(start: IBig, stop: IBig, step: IBig) -> Owned {
    if let (Ok(a), Ok(b), Ok(c)) = (i64::try_from(&start), i64::try_from(&stop), i64::try_from(&step))
        && small_len(a, b, c).is_some()
    {
        return from_i64(a, b, c);
    }
    let (low, high) = if step > IBig::ZERO { (&start, &stop) } else { (&stop, &start) };
    let len = if low >= high {
        IBig::ZERO
    } else {
        let size = if step < IBig::ZERO { -step.clone() } else { step.clone() };
        (high - low - IBig::ONE).div_rem(size).0 + IBig::ONE
    };
    new(Range { start: 0, step: 1, len: -1, stop: 0, big: Some(Box::new([start, stop, step, len])) })
}

/// Start, stop, step and length as big ints.
pub(super) fn parts(vm: &Vm, o: Ref<'_>) -> [IBig; 4] {
    match o.get::<Range>(vm) {
        Some(Range { big: Some(big), .. }) => (**big).clone(),
        Some(r) => [r.start.into(), r.stop.into(), r.step.into(), r.len.into()],
        None => Default::default(),
    }
}

/// An argument as a big int.
pub(super) fn integer(vm: &mut Vm, o: Ref<'_>) -> PyResult<IBig> {
    let i = vm.index(o)?;
    Ok(i.lend().as_int(vm).map(|i| i.to_big()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths() {
        assert_eq!(small_len(0, 10, 3), Some(4));
        assert_eq!(small_len(10, 0, -3), Some(4));
        assert_eq!(small_len(0, 0, 1), Some(0));
        assert_eq!(small_len(5, 0, 1), Some(0));
        assert_eq!(small_len(i64::MIN, i64::MAX, 1), None);
        assert_eq!(small_len(i64::MIN, i64::MAX, i64::MAX), Some(3));
        assert_eq!(small_len(i64::MAX, i64::MIN, i64::MIN), Some(2));
    }
}
