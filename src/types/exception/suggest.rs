//! "Did you mean": the name that is nearest to a misspelt one, by CPython's edit distance with cheap changes of case.

const MOVE: usize = 2;
const CASE: usize = 1;
const MAX_CANDIDATES: usize = 750;
const MAX_LENGTH: usize = 40;

/// The best candidate, if one is near enough.
pub fn closest(wrong: &str, names: &[String]) -> Option<String> {
    if names.len() >= MAX_CANDIDATES {
        return None;
    }
    let length = wrong.chars().count();
    let mut best: Option<(usize, &String)> = None;
    for name in names {
        if name == wrong {
            continue;
        }
        // No more than a third of the characters may change.
        let mut limit = (name.chars().count() + length + 3) * MOVE / 6;
        if let Some((d, _)) = best {
            limit = limit.min(d.saturating_sub(1));
        }
        let d = distance(wrong, name, limit);
        if d <= limit && best.is_none_or(|(b, _)| d < b) {
            best = Some((d, name));
        }
    }
    best.map(|(_, name)| name.clone())
}

fn cost(a: char, b: char) -> usize {
    if a == b {
        0
    } else if a.eq_ignore_ascii_case(&b) {
        CASE
    } else {
        MOVE
    }
}

/// The cost of changing one into the other, or more than `limit`.
fn distance(a: &str, b: &str, limit: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let prefix = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[prefix..], &b[prefix..]);
    let suffix = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - suffix], &b[..b.len() - suffix]);
    if a.is_empty() || b.is_empty() {
        return (a.len() + b.len()) * MOVE;
    }
    if a.len() > MAX_LENGTH || b.len() > MAX_LENGTH || a.len().abs_diff(b.len()) * MOVE > limit {
        return limit + 1;
    }
    let (a, b) = if b.len() < a.len() { (b, a) } else { (a, b) };
    let mut row: Vec<usize> = (1..=a.len()).map(|i| i * MOVE).collect();
    let mut result = 0;
    for (i, &y) in b.iter().enumerate() {
        let mut diagonal = i * MOVE;
        result = diagonal;
        let mut least = usize::MAX;
        for (j, &x) in a.iter().enumerate() {
            let substitute = diagonal + cost(y, x);
            diagonal = row[j];
            result = substitute.min(result.min(diagonal) + MOVE);
            row[j] = result;
            least = least.min(result);
        }
        if least > limit {
            return limit + 1;
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::closest;

    fn names(all: &[&str]) -> Vec<String> {
        all.iter().map(|s| (*s).to_owned()).collect()
    }

    #[test]
    fn near_names_are_found() {
        assert_eq!(closest("bluch", &names(&["blech", "noise", "pink"])), Some("blech".to_owned()));
        assert_eq!(closest("Append", &names(&["append", "extend"])), Some("append".to_owned()));
        assert_eq!(closest("lenght", &names(&["length", "len"])), Some("length".to_owned()));
    }

    #[test]
    fn far_names_are_not() {
        assert_eq!(closest("xyzzy", &names(&["append", "extend"])), None);
        assert_eq!(closest("a", &names(&["zebra"])), None);
    }
}
