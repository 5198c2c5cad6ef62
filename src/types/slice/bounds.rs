//! Indices and slice bounds: what `s[i]` and `s[a:b:c]` mean for a sequence of some length.
//!
//! Two steps, as in CPython, because `__index__` of a bound may change the sequence: [`unpack`] asks the bounds for
//! numbers, then [`Steps::within`] fits them to the length that the sequence has by then.

use super::SliceBody;
use crate::object::{PyResult, Ref, Stride, Vm};

/// The numbers of a slice, not yet fitted to a length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Steps {
    /// First position; `i64::MAX` or 0 where it was left out.
    pub start: i64,
    /// Bound; `i64::MIN` or `i64::MAX` where it was left out.
    pub stop: i64,
    /// Distance, never 0.
    pub step: i64,
}

/// The positions that a slice names in a sequence of known length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First position; with a count of 0, where an insertion would go.
    pub start: i64,
    /// The bound, fitted: -1 at the least.
    pub stop: i64,
    /// Distance of positions, never 0.
    pub step: i64,
    /// How many positions.
    pub count: usize,
}

impl Steps {
    /// Fits the bounds to a length.
    pub fn within(self, len: usize) -> Span {
        let len = len as i64;
        let (low, high) = if self.step < 0 { (-1, len - 1) } else { (0, len) };
        let fit = |i: i64| {
            let i = if i < 0 { i.saturating_add(len) } else { i };
            i.clamp(low, high.max(low))
        };
        let (start, stop) = (fit(self.start), fit(self.stop));
        let count = match self.step {
            s if s < 0 && stop < start => (start - stop - 1) / s.saturating_neg() + 1,
            s if s > 0 && start < stop => (stop - start - 1) / s + 1,
            _ => 0,
        };
        Span { start, stop, step: self.step, count: count as usize }
    }
}

impl Span {
    /// The positions in the slice's order.
    pub fn positions(self) -> impl ExactSizeIterator<Item = usize> + Clone {
        (0..self.count).map(move |k| (self.start + k as i64 * self.step) as usize)
    }

    /// The positions as the storage of lists wants them.
    pub fn stride(self) -> Stride {
        Stride { start: self.start as usize, step: self.step as isize, count: self.count }
    }

    /// The positions as a range, when they are neighbours in ascending order. An empty slice is where it would insert.
    pub fn range(self) -> Option<std::ops::Range<usize>> {
        let start = self.start as usize;
        (self.step == 1).then(|| start..start + self.count)
    }

    /// The same positions in ascending order.
    pub fn ascending(self) -> Span {
        if self.step > 0 || self.count == 0 {
            return self;
        }
        let last = self.start + (self.count as i64 - 1) * self.step;
        Span { start: last, stop: self.start + 1, step: -self.step, count: self.count }
    }
}

/// A bound as a machine integer; what does not fit is cut off at the ends.
fn bound(vm: &mut Vm, o: Ref<'_>) -> PyResult<i64> {
    if let Some(i) = o.value().as_fixnum() {
        return Ok(i);
    }
    if !is_index(o) {
        return Err(vm.type_error("slice indices must be integers or None or have an __index__ method"));
    }
    clipped(vm, o)
}

/// An integer that is cut off at the ends of 64 bits.
///
/// # Errors
/// `TypeError` for what is no integer, or what `__index__` raises.
pub fn clipped(vm: &mut Vm, o: Ref<'_>) -> PyResult<i64> {
    let i = vm.index(o)?;
    match i.lend().as_int(vm) {
        Some(n) => Ok(n.to_i64().unwrap_or(if n.to_big() < dashu_int::IBig::ZERO { i64::MIN } else { i64::MAX })),
        None => Ok(0),
    }
}

/// `start` or `stop` of a method such as `list.index`: an integer, cut off at the ends.
///
/// # Errors
/// `TypeError` for what is no integer, or what `__index__` raises.
pub fn method_bound(vm: &mut Vm, o: Ref<'_>) -> PyResult<i64> {
    if !is_index(o) {
        return Err(vm.type_error("slice indices must be integers or have an __index__ method"));
    }
    clipped(vm, o)
}

/// Whether an object can stand for an index: an int or something with `__index__`.
#[inline]
pub fn is_index(o: Ref<'_>) -> bool {
    o.value().is_fixnum() || o.ty().slots().index.is_some()
}

/// The numbers of a slice.
///
/// # Errors
/// `TypeError` for bounds that are no integers, `ValueError` for a step of zero, or what `__index__` raises.
///
/// # Panics
/// When `slice` is no slice.
pub fn unpack(vm: &mut Vm, slice: Ref<'_>) -> PyResult<Steps> {
    let (start, stop, step) = match slice.get::<SliceBody>(vm) {
        Some(s) => match plain_steps(s.start.lend(), s.stop.lend(), s.step.lend()) {
            Some(steps) => return Ok(steps),
            None => (s.start.clone(), s.stop.clone(), s.step.clone()),
        },
        None => panic!("a slice was expected"),
    };
    let step = match step.lend() {
        s if s.is_none() => 1,
        // `-step` must not overflow.
        s => bound(vm, s)?.max(-i64::MAX),
    };
    if step == 0 {
        return Err(vm.value_error("slice step cannot be zero"));
    }
    let start = match start.lend() {
        s if !s.is_none() => bound(vm, s)?,
        _ if step < 0 => i64::MAX,
        _ => 0,
    };
    let stop = match stop.lend() {
        s if !s.is_none() => bound(vm, s)?,
        _ if step < 0 => i64::MIN,
        _ => i64::MAX,
    };
    Ok(Steps { start, stop, step })
}

/// The numbers of `start:stop` where both are fixnums or `None`: nothing has to be asked.
#[inline]
pub fn immediate(start: Ref<'_>, stop: Ref<'_>) -> Option<Steps> {
    plain_steps(start, stop, Ref::NONE)
}

/// The same for `start:stop:step`; `None` also for a step of 0.
#[inline]
pub fn plain_steps(start: Ref<'_>, stop: Ref<'_>, step: Ref<'_>) -> Option<Steps> {
    let number = |o: Ref<'_>, left_out: i64| if o.is_none() { Some(left_out) } else { o.value().as_fixnum() };
    let step = number(step, 1).filter(|&s| s != 0)?;
    let (first, last) = if step < 0 { (i64::MAX, i64::MIN) } else { (0, i64::MAX) };
    Some(Steps { start: number(start, first)?, stop: number(stop, last)?, step })
}

/// The position that an index names, counted from the end when it is negative; `None` when it is outside.
#[inline]
pub fn position(index: i64, len: usize) -> Option<usize> {
    let at = if index < 0 { index + len as i64 } else { index };
    (at >= 0 && at < len as i64).then_some(at as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: (i64, i64) = (0, i64::MAX);

    fn span(start: i64, stop: i64, step: i64, len: usize) -> (i64, usize) {
        let s = Steps { start, stop, step }.within(len);
        (s.start, s.count)
    }

    #[test]
    fn bounds_fit_the_length() {
        assert_eq!(span(NONE.0, NONE.1, 1, 5), (0, 5));
        assert_eq!(span(-3, i64::MAX, 1, 5), (2, 3));
        assert_eq!(span(-9, 3, 2, 5), (0, 2));
        assert_eq!(span(i64::MAX, i64::MIN, -1, 5), (4, 5));
        assert_eq!(span(4, 1, -2, 5), (4, 2));
        assert_eq!(span(9, 9, 1, 5), (5, 0));
        assert_eq!(span(i64::MAX, i64::MIN, -1, 0), (-1, 0));
        assert_eq!(span(i64::MAX, i64::MIN, -i64::MAX, 5), (4, 1));
    }

    #[test]
    fn descending_positions_turn_around() {
        let s = Steps { start: 4, stop: 0, step: -2 }.within(5);
        assert_eq!(s.positions().collect::<Vec<_>>(), [4, 2]);
        assert_eq!(s.ascending().positions().collect::<Vec<_>>(), [2, 4]);
        assert_eq!(s.range(), None);
    }

    #[test]
    fn indices_count_from_the_end() {
        assert_eq!(position(-1, 3), Some(2));
        assert_eq!(position(-4, 3), None);
        assert_eq!(position(3, 3), None);
        assert_eq!(position(i64::MIN, 3), None);
    }
}
