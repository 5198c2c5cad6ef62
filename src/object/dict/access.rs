//! Dicts as the `Vm` works with them: keys are hashed and compared, which may run Python.

use super::body::{Dict, Probe};
use crate::object::alloc::new;
use crate::object::{Exc, Owned, PyResult, Raised, Ref, Vm, exception_type};

impl<'a> Ref<'a> {
    /// The body of a `dict` (or of a subclass's instance).
    #[inline]
    pub fn as_dict<'v>(self, vm: &'v Vm) -> Option<&'v Dict>
    where
        'a: 'v,
    {
        self.get::<Dict>(vm)
    }
}

impl Vm {
    /// An empty Python dict.
    pub fn dict(&self) -> Owned {
        new(Dict::default())
    }

    fn expect_dict<'v>(&'v self, d: Ref<'v>) -> &'v Dict {
        match d.as_dict(self) {
            Some(d) => d,
            None => panic!("a dict was expected"),
        }
    }

    fn expect_dict_mut<'v>(&'v mut self, d: Ref<'v>) -> &'v mut Dict {
        match d.get_mut::<Dict>(self) {
            Some(d) => d,
            None => panic!("a dict was expected"),
        }
    }

    /// The position of a key in a dict.
    ///
    /// # Errors
    /// What `__eq__` raises.
    pub fn dict_find(&mut self, d: Ref<'_>, hash: i64, key: Ref<'_>) -> PyResult<Option<usize>> {
        let mut from = None;
        loop {
            let body = self.expect_dict(d);
            match body.probe(self, hash, key, from) {
                Probe::Found(i) => return Ok(Some(i)),
                Probe::Missing => return Ok(None),
                Probe::Ask(i, next) => {
                    let (candidate, version) = (body.key_at(i), body.keys_version());
                    let equal = self.equal(candidate.lend(), key)?;
                    if self.expect_dict(d).keys_version() != version {
                        from = None;
                    } else if equal {
                        return Ok(Some(i));
                    } else {
                        from = Some(next);
                    }
                }
            }
        }
    }

    /// The hash of a key: an unhashable one is named in the message.
    ///
    /// # Errors
    /// `TypeError` for an unhashable key, or what `__hash__` raises.
    #[inline]
    pub fn key_hash(&mut self, key: Ref<'_>) -> PyResult<i64> {
        match self.hash(key) {
            Ok(h) => Ok(h),
            Err(e) => Err(self.unhashable(e, key, "a dict key")),
        }
    }

    /// Rewords the `TypeError` of an unhashable object: `cannot use 'list' as a dict key (unhashable type: 'list')`.
    #[cold]
    pub fn unhashable(&mut self, raised: Raised, key: Ref<'_>, role: &str) -> Raised {
        let plain = self.raised.as_ref().is_some_and(|e| std::ptr::eq(e.lend().ty(), exception_type(Exc::TypeError)));
        if !plain {
            return raised;
        }
        let e = self.take_raised();
        let why = match self.str_string(e.lend()) {
            Ok(why) => why,
            Err(e) => return e,
        };
        let name = key.ty().full_name(self);
        self.type_error(format!("cannot use '{name}' as {role} ({why})"))
    }

    /// `d[key] = value` on the real dict, with the key's hash known.
    ///
    /// # Errors
    /// What `__eq__` raises.
    pub fn dict_set_hashed(&mut self, d: Ref<'_>, hash: i64, key: Ref<'_>, value: Owned) -> PyResult<()> {
        match self.dict_find(d, hash, key)? {
            Some(i) => drop(self.expect_dict_mut(d).set_at(i, value)),
            None => self.expect_dict_mut(d).push_new(hash, key.own(), value),
        }
        Ok(())
    }

    /// `d.get(key)` on the real dict, without `__missing__`.
    ///
    /// # Errors
    /// An unhashable key, or what `__hash__` and `__eq__` raise.
    pub fn dict_get(&mut self, d: Ref<'_>, key: Ref<'_>) -> PyResult<Option<Owned>> {
        let hash = self.key_hash(key)?;
        let at = self.dict_find(d, hash, key)?;
        Ok(at.map(|i| self.expect_dict(d).value_at(self, i)))
    }

    /// `d[key] = value` on the real dict.
    ///
    /// # Errors
    /// An unhashable key, or what `__hash__` and `__eq__` raise.
    pub fn dict_set(&mut self, d: Ref<'_>, key: Ref<'_>, value: Owned) -> PyResult<()> {
        let hash = self.key_hash(key)?;
        self.dict_set_hashed(d, hash, key, value)
    }

    /// Removes a key; its value is returned if it was there.
    ///
    /// # Errors
    /// An unhashable key, or what `__hash__` and `__eq__` raise.
    pub fn dict_remove(&mut self, d: Ref<'_>, key: Ref<'_>) -> PyResult<Option<Owned>> {
        let hash = self.key_hash(key)?;
        let at = self.dict_find(d, hash, key)?;
        Ok(at.map(|i| self.expect_dict_mut(d).remove_at(i).1))
    }

    /// The value under a str key; cannot fail where keys are strings (namespaces, keyword arguments).
    pub fn dict_get_str(&self, d: Ref<'_>, key: Ref<'_>) -> Option<Owned> {
        let hash = self.str_hash(key);
        let body = d.as_dict(self)?;
        let i = body.find_str(self, hash, key)?;
        Some(body.value_at(self, i))
    }

    /// Sets the value under a str key, where keys are strings.
    pub fn dict_set_str(&mut self, d: Ref<'_>, key: Ref<'_>, value: Owned) {
        let hash = self.str_hash(key);
        let at = self.expect_dict(d).find_str(self, hash, key);
        let body = self.expect_dict_mut(d);
        match at {
            Some(i) => drop(body.set_at(i, value)),
            None => body.push_new(hash, key.own(), value),
        }
    }

    /// Sets the value under a name given as Rust text.
    pub fn dict_set_name(&mut self, d: Ref<'_>, name: &str, value: Owned) {
        let key = self.intern(name);
        self.dict_set_str(d, key.lend(), value);
    }

    /// The value under a name given as Rust text.
    pub fn dict_get_name(&mut self, d: Ref<'_>, name: &str) -> Option<Owned> {
        let key = self.intern(name);
        self.dict_get_str(d, key.lend())
    }
}
