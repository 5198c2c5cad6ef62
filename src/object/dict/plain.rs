//! Looking up keys that need no Python code: see [`is_plain_key`](crate::object::is_plain_key).

use super::body::{Dict, Probe};
use crate::object::{Ref, Vm};

impl Vm {
    /// Where a plain key is in a dict, if it is there. `None`: a key that is not plain would have to be asked, or the dict is one
    /// that others watch, as namespaces are.
    pub fn dict_find_plain(&mut self, d: Ref<'_>, hash: i64, key: Ref<'_>) -> Option<Option<usize>> {
        let body = d.get::<Dict>(self)?;
        if body.is_namespace() || body.is_watched() {
            return None;
        }
        let mut from = None;
        loop {
            let body = d.get::<Dict>(self)?;
            match body.probe(self, hash, key, from) {
                Probe::Found(i) => return Some(Some(i)),
                Probe::Missing => return Some(None),
                Probe::Ask(i, next) => {
                    let candidate = body.key_at(i);
                    if self.plain_equal(candidate.lend(), key)? {
                        return Some(Some(i));
                    }
                    from = Some(next);
                }
            }
        }
    }
}
