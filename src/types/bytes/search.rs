//! Searching and cutting byte slices: what `bytes` and, since UTF-8 synchronises itself, `str` do with separators.

use memchr::memmem;
use std::ops::Range;

/// The offset of the first occurrence.
#[inline]
pub fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [] => Some(0),
        [b] => memchr::memchr(*b, hay),
        _ => memmem::find(hay, needle),
    }
}

/// The offset of the last occurrence.
#[inline]
pub fn rfind(hay: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [] => Some(hay.len()),
        [b] => memchr::memrchr(*b, hay),
        _ => memmem::rfind(hay, needle),
    }
}

/// The number of occurrences that do not overlap; `needle` is not empty.
pub fn count(hay: &[u8], needle: &[u8]) -> usize {
    match needle {
        [b] => memchr::memchr_iter(*b, hay).count(),
        _ => memmem::find_iter(hay, needle).count(),
    }
}

/// Replaces at most `max` occurrences of `needle`, which is not empty; `None` when there are none.
pub fn replace(hay: &[u8], needle: &[u8], by: &[u8], max: usize) -> Option<Vec<u8>> {
    if max == 0 {
        return None;
    }
    let first = find(hay, needle)?;
    if let ([a], [b]) = (needle, by) {
        let mut out = hay.to_vec();
        let at: Vec<usize> = memchr::memchr_iter(*a, hay).take(max).collect();
        for i in at {
            out[i] = *b;
        }
        return Some(out);
    }
    let mut out = Vec::with_capacity(hay.len() + by.len().saturating_sub(needle.len()) * 4);
    let finder = memmem::Finder::new(needle);
    let (mut at, mut found, mut left) = (0, first, max);
    loop {
        out.extend_from_slice(&hay[at..found]);
        out.extend_from_slice(by);
        at = found + needle.len();
        left -= 1;
        if left == 0 {
            break;
        }
        match finder.find(&hay[at..]) {
            Some(i) => found = at + i,
            None => break,
        }
    }
    out.extend_from_slice(&hay[at..]);
    Some(out)
}

/// The pieces between occurrences of `needle`, which is not empty; at most `max` cuts.
pub fn split(hay: &[u8], needle: &[u8], max: usize, mut piece: impl FnMut(Range<usize>)) {
    let (mut at, mut left) = (0, max);
    if let [b] = needle {
        for i in memchr::memchr_iter(*b, hay).take(max) {
            piece(at..i);
            at = i + 1;
        }
    } else {
        let finder = memmem::Finder::new(needle);
        while left > 0
            && let Some(i) = finder.find(&hay[at..])
        {
            piece(at..at + i);
            at += i + needle.len();
            left -= 1;
        }
    }
    piece(at..hay.len());
}

/// The same from the right; pieces come last one first.
pub fn rsplit(hay: &[u8], needle: &[u8], max: usize, mut piece: impl FnMut(Range<usize>)) {
    let (mut end, mut left) = (hay.len(), max);
    while left > 0
        && let Some(i) = rfind(&hay[..end], needle)
    {
        piece(i + needle.len()..end);
        end = i;
        left -= 1;
    }
    piece(0..end);
}

/// The words between runs of ASCII white space (as `is_space` has it); at most `max` cuts, after which the rest is one word, white space at its end included.
pub fn words(hay: &[u8], max: usize, is_space: fn(u8) -> bool, mut piece: impl FnMut(Range<usize>)) {
    let (mut at, mut left) = (0, max);
    loop {
        while at < hay.len() && is_space(hay[at]) {
            at += 1;
        }
        if at == hay.len() {
            return;
        }
        let start = at;
        if left == 0 {
            return piece(start..hay.len());
        }
        while at < hay.len() && !is_space(hay[at]) {
            at += 1;
        }
        piece(start..at);
        left -= 1;
    }
}

/// The same from the right; words come last one first.
pub fn rwords(hay: &[u8], max: usize, is_space: fn(u8) -> bool, mut piece: impl FnMut(Range<usize>)) {
    let (mut end, mut left) = (hay.len(), max);
    loop {
        while end > 0 && is_space(hay[end - 1]) {
            end -= 1;
        }
        if end == 0 {
            return;
        }
        if left == 0 {
            return piece(0..end);
        }
        let stop = end;
        while end > 0 && !is_space(hay[end - 1]) {
            end -= 1;
        }
        piece(end..stop);
        left -= 1;
    }
}

/// Where `start` and `end` of a method such as `find` point in something of length `len`: negative numbers count from the end.
/// The start may lie beyond the length, where nothing is found, not even the empty text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// First position.
    pub start: usize,
    /// One past the last position.
    pub end: usize,
}

impl Bounds {
    /// Fits the numbers to a length.
    pub fn fit(start: i64, end: i64, len: usize) -> Bounds {
        let n = len as i64;
        let fit = |i: i64| if i < 0 { (i + n).max(0) } else { i } as usize;
        Bounds { start: fit(start), end: fit(end.min(n)) }
    }

    /// The range, unless it starts behind its end.
    pub fn range(self) -> Option<Range<usize>> {
        (self.start <= self.end).then_some(self.start..self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split_of(hay: &str, needle: &str, max: usize) -> Vec<String> {
        let mut out = Vec::new();
        split(hay.as_bytes(), needle.as_bytes(), max, |r| out.push(hay[r].to_owned()));
        let mut back = Vec::new();
        rsplit(hay.as_bytes(), needle.as_bytes(), usize::MAX, |r| back.push(hay[r].to_owned()));
        back.reverse();
        if max == usize::MAX {
            assert_eq!(out, back);
        }
        out
    }

    #[test]
    fn cuts_at_separators() {
        assert_eq!(split_of("a,b,,c", ",", usize::MAX), ["a", "b", "", "c"]);
        assert_eq!(split_of("a,b,,c", ",", 1), ["a", "b,,c"]);
        assert_eq!(split_of("a--b-c", "--", usize::MAX), ["a", "b-c"]);
        assert_eq!(split_of("", ",", usize::MAX), [""]);
    }

    #[test]
    fn words_leave_the_rest_whole() {
        let hay = " a  b c ";
        let mut out = Vec::new();
        words(hay.as_bytes(), 1, |b| b == b' ', |r| out.push(&hay[r]));
        assert_eq!(out, ["a", "b c "]);
        out.clear();
        rwords(hay.as_bytes(), 1, |b| b == b' ', |r| out.push(&hay[r]));
        assert_eq!(out, ["c", " a  b"]);
    }

    #[test]
    fn replaces() {
        let r = |h: &str, a: &str, b: &str, n| {
            replace(h.as_bytes(), a.as_bytes(), b.as_bytes(), n).map(|v| String::from_utf8(v).unwrap_or_default())
        };
        assert_eq!(r("banana", "an", "x", usize::MAX).as_deref(), Some("bxxa"));
        assert_eq!(r("banana", "a", "o", 2).as_deref(), Some("bonona"));
        assert_eq!(r("banana", "z", "o", 2), None);
    }

    #[test]
    fn bounds() {
        assert_eq!(Bounds::fit(-2, i64::MAX, 5), Bounds { start: 3, end: 5 });
        assert_eq!(Bounds::fit(9, i64::MAX, 5).range(), None);
        assert_eq!(Bounds::fit(i64::MIN, -1, 5).range(), Some(0..4));
    }
}
