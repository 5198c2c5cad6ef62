//! Which objects are being written by `repr` right now: a container inside itself is written as `[...]`.

use super::{PyResult, Ref, Vm};

#[derive(Default)]
struct Active(Vec<u64>);

impl Vm {
    /// Notes that the `repr` of `o` begins. False when it is running already: write dots then, and do not call
    /// [`Vm::leave_repr`].
    pub fn enter_repr(&mut self, o: Ref<'_>) -> bool {
        let active = self.extension::<Active>();
        let id = o.value().bits();
        if active.0.contains(&id) {
            return false;
        }
        active.0.push(id);
        true
    }

    /// The `repr` of `o` is done.
    pub fn leave_repr(&mut self, o: Ref<'_>) {
        let active = self.extension::<Active>();
        if let Some(i) = active.0.iter().rposition(|&id| id == o.value().bits()) {
            active.0.remove(i);
        }
    }

    /// Runs `f` unless the `repr` of `o` is running already; then `None`.
    ///
    /// # Errors
    /// What `f` raises, `RecursionError` when objects are nested too deeply.
    pub fn guard_repr<T>(&mut self, o: Ref<'_>, f: impl FnOnce(&mut Vm) -> PyResult<T>) -> PyResult<Option<T>> {
        if !self.enter_repr(o) {
            return Ok(None);
        }
        let r = self.recurse(" while getting the repr of an object", f);
        self.leave_repr(o);
        r.map(Some)
    }
}
