//! A stable merge sort over natural runs (after Tim Peters' listsort) whose comparison may fail.

/// Runs shorter than this are filled up by insertion.
const MIN_RUN: usize = 32;

/// Sorts in place, stably. After an error the slice holds the same elements in some order.
///
/// # Errors
/// The first error of `less`.
pub(super) fn merge_sort<T: Copy, E>(v: &mut [T], less: &mut impl FnMut(T, T) -> Result<bool, E>) -> Result<(), E> {
    let min_run = min_run(v.len());
    let mut buffer = Vec::new();
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut start = 0;
    while start < v.len() {
        let mut end = start + count_run(&mut v[start..], less)?;
        if end - start < min_run {
            let sorted = end - start;
            end = (start + min_run).min(v.len());
            insertion(&mut v[start..end], sorted, less)?;
        }
        runs.push((start, end));
        while must_merge(&runs) {
            let n = runs.len();
            let at = if n > 2 && size(runs[n - 3]) < size(runs[n - 1]) { n - 3 } else { n - 2 };
            merge_runs(v, &mut runs, at, &mut buffer, less)?;
        }
        start = end;
    }
    while runs.len() > 1 {
        let n = runs.len();
        let at = if n > 2 && size(runs[n - 3]) < size(runs[n - 1]) { n - 3 } else { n - 2 };
        merge_runs(v, &mut runs, at, &mut buffer, less)?;
    }
    Ok(())
}

fn size((start, end): (usize, usize)) -> usize {
    end - start
}

/// A length between `MIN_RUN` and twice that, such that the number of runs is about a power of two.
fn min_run(mut n: usize) -> usize {
    let mut rest = 0;
    while n >= 2 * MIN_RUN {
        rest |= n & 1;
        n >>= 1;
    }
    n + rest
}

/// Whether the sizes of the runs on the stack do not fall fast enough.
fn must_merge(runs: &[(usize, usize)]) -> bool {
    let n = runs.len();
    let len = |k: usize| size(runs[n - k]);
    n > 1 && (len(2) <= len(1) || (n > 2 && len(3) <= len(2) + len(1)) || (n > 3 && len(4) <= len(3) + len(2)))
}

/// The length of the run at the start; a strictly descending one is turned around.
fn count_run<T: Copy, E>(v: &mut [T], less: &mut impl FnMut(T, T) -> Result<bool, E>) -> Result<usize, E> {
    if v.len() < 2 {
        return Ok(v.len());
    }
    let mut n = 2;
    if less(v[1], v[0])? {
        while n < v.len() && less(v[n], v[n - 1])? {
            n += 1;
        }
        v[..n].reverse();
    } else {
        while n < v.len() && !less(v[n], v[n - 1])? {
            n += 1;
        }
    }
    Ok(n)
}

/// Inserts the elements from `sorted` on into the sorted start, by binary search.
fn insertion<T: Copy, E>(v: &mut [T], sorted: usize, less: &mut impl FnMut(T, T) -> Result<bool, E>) -> Result<(), E> {
    for i in sorted.max(1)..v.len() {
        let x = v[i];
        let at = upper_bound(&v[..i], x, less)?;
        v.copy_within(at..i, at + 1);
        v[at] = x;
    }
    Ok(())
}

/// The first position whose element is greater than `x`.
fn upper_bound<T: Copy, E>(v: &[T], x: T, less: &mut impl FnMut(T, T) -> Result<bool, E>) -> Result<usize, E> {
    let (mut low, mut high) = (0, v.len());
    while low < high {
        let mid = low + (high - low) / 2;
        if less(x, v[mid])? {
            high = mid;
        } else {
            low = mid + 1;
        }
    }
    Ok(low)
}

/// The first position whose element is not less than `x`.
fn lower_bound<T: Copy, E>(v: &[T], x: T, less: &mut impl FnMut(T, T) -> Result<bool, E>) -> Result<usize, E> {
    let (mut low, mut high) = (0, v.len());
    while low < high {
        let mid = low + (high - low) / 2;
        if less(v[mid], x)? {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    Ok(low)
}

/// Merges the neighbouring runs `at` and `at + 1` of the stack.
fn merge_runs<T: Copy, E>(
    v: &mut [T],
    runs: &mut Vec<(usize, usize)>,
    at: usize,
    buffer: &mut Vec<T>,
    less: &mut impl FnMut(T, T) -> Result<bool, E>,
) -> Result<(), E> {
    let ((start, middle), (_, end)) = (runs[at], runs.remove(at + 1));
    runs[at] = (start, end);
    // What lies in its place already needs no merging.
    let start = start + upper_bound(&v[start..middle], v[middle], less)?;
    if start == middle {
        return Ok(());
    }
    let end = middle + lower_bound(&v[middle..end], v[middle - 1], less)?;
    merge(&mut v[start..end], middle - start, buffer, less)
}

/// Merges the sorted halves of `v`.
fn merge<T: Copy, E>(
    v: &mut [T],
    middle: usize,
    buffer: &mut Vec<T>,
    less: &mut impl FnMut(T, T) -> Result<bool, E>,
) -> Result<(), E> {
    buffer.clear();
    buffer.extend_from_slice(&v[..middle]);
    let (mut left, mut right, mut out) = (0, middle, 0);
    let mut result = Ok(());
    while left < buffer.len() && right < v.len() {
        match less(v[right], buffer[left]) {
            Ok(true) => {
                v[out] = v[right];
                right += 1;
            }
            Ok(false) => {
                v[out] = buffer[left];
                left += 1;
            }
            Err(e) => {
                result = Err(e);
                break;
            }
        }
        out += 1;
    }
    // The gap is exactly as long as what is left of the left half.
    v[out..out + buffer.len() - left].copy_from_slice(&buffer[left..]);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look random but are the same on every run.
    fn numbers(n: usize, modulus: u64) -> Vec<u64> {
        let mut x = 12345u64;
        let mut next = || {
            x = x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (x >> 33) % modulus
        };
        (0..n).map(|_| next()).collect()
    }

    #[test]
    fn sorts_stably() {
        for n in [0, 1, 2, 3, 31, 32, 33, 64, 65, 100, 1000, 4097] {
            for modulus in [2, 10, 1 << 30] {
                let mut v: Vec<(u64, usize)> = numbers(n, modulus).into_iter().zip(0..).collect();
                let mut expected = v.clone();
                expected.sort();
                let r: Result<(), ()> = merge_sort(&mut v, &mut |a, b| Ok(a.0 < b.0));
                assert_eq!((r, v), (Ok(()), expected));
            }
        }
    }

    #[test]
    fn runs_cost_few_comparisons() {
        let mut count = 0;
        let mut v: Vec<u64> = (0..1000).rev().chain(1000..2000).collect();
        let r: Result<(), ()> = merge_sort(&mut v, &mut |a, b| {
            count += 1;
            Ok(a < b)
        });
        assert_eq!(r, Ok(()));
        assert!(v.is_sorted() && count < 2100, "{count}");
    }

    #[test]
    fn an_error_loses_nothing() {
        let all = numbers(500, 1000);
        for stop in [0, 1, 10, 100, 1000, 2000, 3000] {
            let (mut v, mut count) = (all.clone(), 0);
            let r = merge_sort(&mut v, &mut |a, b| {
                count += 1;
                if count > stop { Err("stop") } else { Ok(a < b) }
            });
            assert_eq!(r, Err("stop"));
            let (mut a, mut b) = (v, all.clone());
            a.sort_unstable();
            b.sort_unstable();
            assert_eq!(a, b);
        }
    }
}
