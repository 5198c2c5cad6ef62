//! The abstract operations: what `repr(x)`, `x == y`, `len(x)`, `x[i]`, `for _ in x` do, for native code.
//!
//! Opcode handlers have their own entry to the same slots, so that methods written in Python run as frames.

use super::{BigInt, BinOp, CmpOp, Exc, Kind, Owned, PyResult, Raised, Ref, Str, Value, Vm};

impl Vm {
    /// `repr(o)`: a str.
    ///
    /// # Errors
    /// What `__repr__` raises; `TypeError` when it returns no str.
    pub fn repr(&mut self, o: Ref<'_>) -> PyResult {
        match o.ty().slots().repr {
            Some(_) if self.native_stack_low() => Err(self.recursion_error(" while getting the repr of an object")),
            Some(f) => {
                let r = f(self, o)?;
                self.check_text(r, "__repr__")
            }
            None => Ok(Owned::string(format!("<{} object>", o.ty().name()))),
        }
    }

    /// `str(o)`.
    ///
    /// # Errors
    /// What `__str__` raises; `TypeError` when it returns no str.
    pub fn to_str(&mut self, o: Ref<'_>) -> PyResult {
        if o.ty().is_exactly(Kind::Str) {
            return Ok(o.own());
        }
        match o.ty().slots().str {
            Some(_) if self.native_stack_low() => Err(self.recursion_error(" while getting the str of an object")),
            Some(f) => {
                let r = f(self, o)?;
                self.check_text(r, "__str__")
            }
            None => self.repr(o),
        }
    }

    fn check_text(&mut self, r: Owned, what: &str) -> PyResult {
        if r.lend().is_a::<Str>() {
            return Ok(r);
        }
        let name = r.lend().ty().message_name();
        Err(self.type_error(format!("{what} returned non-string (type {name})")))
    }

    /// `repr(o)` as Rust text, lone surrogates replaced: for messages.
    ///
    /// # Errors
    /// What `__repr__` raises.
    pub fn repr_string(&mut self, o: Ref<'_>) -> PyResult<String> {
        let r = self.repr(o)?;
        Ok(self.lossy(r.lend()))
    }

    /// `str(o)` as Rust text, lone surrogates replaced: for messages.
    ///
    /// # Errors
    /// What `__str__` raises.
    pub fn str_string(&mut self, o: Ref<'_>) -> PyResult<String> {
        let r = self.to_str(o)?;
        Ok(self.lossy(r.lend()))
    }

    /// The text of a str for messages; empty for anything else.
    pub fn lossy(&self, s: Ref<'_>) -> String {
        s.get::<Str>(self).map(|s| s.lossy().into_owned()).unwrap_or_default()
    }

    /// `hash(o)`.
    ///
    /// # Errors
    /// `TypeError` for unhashable objects, or what `__hash__` raises.
    #[inline]
    pub fn hash(&mut self, o: Ref<'_>) -> PyResult<i64> {
        if let Some(i) = o.value().as_fixnum() {
            return Ok(taipan_text::hash::hash_i64(i));
        }
        if o.ty().is_exactly(Kind::Str) {
            return Ok(self.str_hash(o));
        }
        let s = o.ty().slots();
        match s.hash {
            Some(_) if self.native_stack_low() => Err(self.recursion_error("")),
            Some(f) if !s.unhashable => f(self, o),
            _ => {
                let name = o.ty().message_name();
                Err(self.type_error(format!("unhashable type: '{name}'")))
            }
        }
    }

    /// The hash of an exact str, cached in the object. 0 for anything else.
    #[inline]
    pub fn str_hash(&self, s: Ref<'_>) -> i64 {
        let Some(body) = s.get::<Str>(self) else { return 0 };
        let h = body.hash.get();
        if h != 0 {
            return h;
        }
        let h = self.settings.hash_key.hash_str(body.wtf8());
        body.hash.set(h);
        h
    }

    /// `a == b` as a truth value, with identity implying equality as containers have it.
    ///
    /// # Errors
    /// What `__eq__` or its result's `__bool__` raises.
    #[inline]
    pub fn equal(&mut self, a: Ref<'_>, b: Ref<'_>) -> PyResult<bool> {
        if a.is(b) {
            return Ok(true);
        }
        let (x, y) = (a.value(), b.value());
        if x.is_fixnum() && y.is_fixnum() {
            return Ok(false);
        }
        if a.ty().is_exactly(Kind::Str) && b.ty().is_exactly(Kind::Str) {
            return Ok(a.get::<Str>(self).map(Str::bytes) == b.get::<Str>(self).map(Str::bytes));
        }
        self.compare_bool(a, b, CmpOp::Eq)
    }

    /// `a op b` as a truth value.
    ///
    /// # Errors
    /// What the comparison or its result's `__bool__` raises.
    pub fn compare_bool(&mut self, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult<bool> {
        let r = self.compare(a, b, op)?;
        self.truth(r.lend())
    }

    /// `a op b`.
    ///
    /// # Errors
    /// What the methods raise; `TypeError` when an ordering is not supported.
    pub fn compare(&mut self, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
        if self.native_stack_low() {
            return Err(self.recursion_error(" in comparison"));
        }
        let (ta, tb) = (a.ty(), b.ty());
        let swap_first = !std::ptr::eq(ta, tb) && tb.is_subtype(ta) && tb.slots().compare.is_some();
        if swap_first && let Some(r) = self.try_compare(b, a, op.swapped())? {
            return Ok(r);
        }
        if let Some(r) = self.try_compare(a, b, op)? {
            return Ok(r);
        }
        if !swap_first && let Some(r) = self.try_compare(b, a, op.swapped())? {
            return Ok(r);
        }
        match op {
            CmpOp::Eq => Ok(Owned::bool(a.is(b))),
            CmpOp::Ne => Ok(Owned::bool(!a.is(b))),
            _ => Err(self.unorderable(a, b, op)),
        }
    }

    /// The `TypeError` of an ordering that neither operand knows.
    #[cold]
    pub fn unorderable(&mut self, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> Raised {
        let (x, y) = (a.ty().message_name(), b.ty().message_name());
        self.type_error(format!("'{}' not supported between instances of '{x}' and '{y}'", op.symbol()))
    }

    fn try_compare(&mut self, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult<Option<Owned>> {
        match a.ty().slots().compare {
            Some(f) => Ok(Some(f(self, a, b, op)?).filter(|r| r.value() != Value::NOT_IMPLEMENTED)),
            None => Ok(None),
        }
    }

    /// `bool(o)`.
    ///
    /// # Errors
    /// What `__bool__` or `__len__` raises.
    #[inline]
    pub fn truth(&mut self, o: Ref<'_>) -> PyResult<bool> {
        let v = o.value();
        if v.is_bool() {
            return Ok(v == Value::TRUE);
        }
        if v.is_none() {
            return Ok(false);
        }
        let s = o.ty().slots();
        if let Some(f) = s.bool {
            return f(self, o);
        }
        match s.len {
            Some(f) => Ok(f(self, o)? != 0),
            None => Ok(true),
        }
    }

    /// `len(o)`.
    ///
    /// # Errors
    /// `TypeError` for objects without length, or what `__len__` raises.
    pub fn len(&mut self, o: Ref<'_>) -> PyResult<usize> {
        match o.ty().slots().len {
            Some(f) => f(self, o),
            None => {
                let name = o.ty().message_name();
                Err(self.type_error(format!("object of type '{name}' has no len()")))
            }
        }
    }

    /// A guess of how many items an iterable will give, if it has one.
    ///
    /// # Errors
    /// What `__len__` or `__length_hint__` raises besides `TypeError`; `TypeError` and `ValueError` when the hint is no
    /// number of items.
    pub fn length_hint(&mut self, o: Ref<'_>) -> PyResult<Option<usize>> {
        if o.ty().slots().len.is_some() {
            let r = self.len(o);
            if let Ok(n) = self.catch(r, Exc::TypeError)? {
                return Ok(Some(n));
            }
        }
        let name = self.names.length_hint;
        let r = self.call_special(o, name, &[]);
        let Ok(Some(hint)) = self.catch(r, Exc::TypeError)? else { return Ok(None) };
        let hint = hint.lend();
        if hint.value() == Value::NOT_IMPLEMENTED {
            return Ok(None);
        }
        if hint.as_int(self).is_none() {
            let name = hint.ty().message_name();
            return Err(self.type_error(format!("__length_hint__ must be an integer, not {name}")));
        }
        match hint.as_i64(self) {
            Some(n) => match usize::try_from(n) {
                Ok(n) => Ok(Some(n)),
                Err(_) => Err(self.value_error("__length_hint__() should return >= 0")),
            },
            None => Err(self.overflow_error("Python int too large to convert to C ssize_t")),
        }
    }

    /// `iter(o)`.
    ///
    /// # Errors
    /// `TypeError` for what cannot be iterated, or what `__iter__` raises.
    pub fn iter(&mut self, o: Ref<'_>) -> PyResult {
        let s = o.ty().slots();
        if let Some(f) = s.iter {
            let it = f(self, o)?;
            if it.lend().ty().slots().next.is_none() {
                let name = it.lend().ty().message_name();
                return Err(self.type_error(format!("iter() returned non-iterator of type '{name}'")));
            }
            return Ok(it);
        }
        if s.getitem.is_some() && !o.ty().has(super::TypeFlags::MAPPING) {
            return Ok(super::new(super::SeqIter { seq: Some(o.own()), index: 0 }));
        }
        let name = o.ty().message_name();
        Err(self.type_error(format!("'{name}' object is not iterable")))
    }

    /// The next item of an iterator, `None` at the end.
    ///
    /// # Errors
    /// What `__next__` raises besides `StopIteration`; `TypeError` for what is no iterator.
    #[inline]
    pub fn next(&mut self, it: Ref<'_>) -> PyResult<Option<Owned>> {
        // Native loops over endless iterators must hear of Ctrl-C.
        self.check_signals()?;
        if self.native_stack_low() {
            return Err(self.recursion_error(""));
        }
        match it.ty().slots().next {
            Some(f) => match f(self, it) {
                // What a native iterator calls may raise it as well: the function of a `map`.
                Err(_) if self.raised_is(Exc::StopIteration) => {
                    drop(self.take_raised());
                    Ok(None)
                }
                r => r,
            },
            None => {
                let name = it.ty().message_name();
                Err(self.type_error(format!("'{name}' object is not an iterator")))
            }
        }
    }

    /// All items of an iterable.
    ///
    /// # Errors
    /// What iterating raises.
    pub fn collect(&mut self, o: Ref<'_>) -> PyResult<Vec<Owned>> {
        if o.ty().is_exactly(Kind::List)
            && let Some(l) = o.as_list(self)
        {
            return Ok(l.to_vec());
        }
        if o.ty().is_exactly(Kind::Tuple)
            && let Some(t) = o.as_tuple(self)
        {
            return Ok(t.to_vec());
        }
        let it = self.iter(o)?;
        let hint = self.length_hint(o)?.unwrap_or(0);
        let mut all = Vec::with_capacity(hint.min(1 << 20));
        while let Some(x) = self.next(it.lend())? {
            if all.len() == all.capacity() {
                self.room_for(2 * all.len(), 8)?;
            }
            all.push(x);
        }
        Ok(all)
    }

    /// Whether so many words of a number of bytes can be had at all: asked before something large is made.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn room_for(&mut self, count: usize, width: usize) -> PyResult<()> {
        const SMALL: usize = 1 << 20;
        let bytes = count.saturating_mul(width);
        if bytes < SMALL || std::hint::black_box(Vec::<u8>::new()).try_reserve_exact(bytes).is_ok() {
            return Ok(());
        }
        Err(self.raise_args(Exc::MemoryError, vec![]))
    }

    /// `item in o`.
    ///
    /// # Errors
    /// What `__contains__`, iteration or comparison raises.
    pub fn contains(&mut self, o: Ref<'_>, item: Ref<'_>) -> PyResult<bool> {
        let s = o.ty().slots();
        if let Some(f) = s.contains {
            return f(self, o, item);
        }
        if s.iter.is_none() && s.getitem.is_none() {
            let name = o.ty().message_name();
            return Err(self.type_error(format!("argument of type '{name}' is not a container or iterable")));
        }
        let it = self.iter(o)?;
        while let Some(x) = self.next(it.lend())? {
            if self.equal(x.lend(), item)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// `o[key]`.
    ///
    /// # Errors
    /// `TypeError` for what has no items, or what `__getitem__` raises.
    pub fn get_item(&mut self, o: Ref<'_>, key: Ref<'_>) -> PyResult {
        if let Some(f) = o.ty().slots().getitem {
            return f(self, o, key);
        }
        if o.as_type().is_some() {
            let name = self.names.class_getitem;
            if let Some(f) = self.get_attr_opt(o, name)? {
                return self.call(f.lend(), &[key]);
            }
            if o.is(Kind::Type.ty()) {
                return self.call(Kind::GenericAlias.ty(), &[o, key]);
            }
            let name = o.as_type().map(|t| t.name().to_owned()).unwrap_or_default();
            return Err(self.type_error(format!("type '{name}' is not subscriptable")));
        }
        let name = o.ty().message_name();
        Err(self.type_error(format!("'{name}' object is not subscriptable")))
    }

    /// `o[key] = value`, or `del o[key]` when there is no value.
    ///
    /// # Errors
    /// `TypeError` for what has no items, or what the methods raise.
    pub fn set_item(&mut self, o: Ref<'_>, key: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
        match o.ty().slots().setitem {
            Some(f) => f(self, o, key, value),
            None => {
                let name = o.ty().message_name();
                Err(self.type_error(if value.is_some() {
                    format!("'{name}' object does not support item assignment")
                } else if o.ty().is_sequence_like() && key.ty().slots().index.is_some() {
                    format!("'{name}' object doesn't support item deletion")
                } else {
                    format!("'{name}' object does not support item deletion")
                }))
            }
        }
    }

    /// `a op b`.
    ///
    /// # Errors
    /// What the methods raise; `TypeError` when no operand knows the other.
    pub fn binary_op(&mut self, op: BinOp, a: Ref<'_>, b: Ref<'_>) -> PyResult {
        match self.try_binary(op, a, b)? {
            Some(r) => Ok(r),
            None => Err(self.unsupported_operands(op, false, a, b)),
        }
    }

    /// `a op= b`.
    ///
    /// # Errors
    /// As for [`Vm::binary_op`].
    pub fn inplace_op(&mut self, op: BinOp, a: Ref<'_>, b: Ref<'_>) -> PyResult {
        let s = a.ty().slots();
        let own = s.inplace[op as usize].or(match op {
            BinOp::Add => s.inplace_concat,
            BinOp::Mul => s.inplace_repeat,
            _ => None,
        });
        if let Some(f) = own {
            let r = f(self, a, b)?;
            if r.value() != Value::NOT_IMPLEMENTED {
                return Ok(r);
            }
        }
        match self.try_binary(op, a, b)? {
            Some(r) => Ok(r),
            None => Err(self.unsupported_operands(op, true, a, b)),
        }
    }

    /// `a op b`, `None` when no operand knows the other.
    ///
    /// # Errors
    /// What the methods raise.
    pub fn try_binary(&mut self, op: BinOp, a: Ref<'_>, b: Ref<'_>) -> PyResult<Option<Owned>> {
        let (ta, tb) = (a.ty(), b.ty());
        let (fa, fb) = (ta.slots().binary[op as usize], tb.slots().binary[op as usize]);
        let right_first = !std::ptr::eq(ta, tb) && tb.is_subtype(ta);
        let order = if right_first { [fb, fa] } else { [fa, fb] };
        let mut last: Option<super::BinaryFn> = None;
        for f in order.into_iter().flatten() {
            if last.is_some_and(|l| std::ptr::fn_addr_eq(l, f)) {
                continue;
            }
            last = Some(f);
            let r = f(self, a, b)?;
            if r.value() != Value::NOT_IMPLEMENTED {
                return Ok(Some(r));
            }
        }
        let sequence = match op {
            BinOp::Add => ta.slots().concat.map(|f| (f, false)),
            BinOp::Mul => ta.slots().repeat.map(|f| (f, false)).or(tb.slots().repeat.map(|f| (f, true))),
            _ => None,
        };
        match sequence {
            Some((f, false)) => f(self, a, b).map(Some),
            Some((f, true)) => f(self, b, a).map(Some),
            None => Ok(None),
        }
    }

    /// The `TypeError` of a binary operator.
    #[cold]
    pub fn unsupported_operands(&mut self, op: BinOp, inplace: bool, a: Ref<'_>, b: Ref<'_>) -> Raised {
        let (x, y) = (a.ty().message_name(), b.ty().message_name());
        let symbol = match (op, inplace) {
            (BinOp::Pow, true) => "**=".to_owned(),
            (_, true) => format!("{}=", op.symbol()),
            (_, false) => op.symbol().to_owned(),
        };
        self.type_error(format!("unsupported operand type(s) for {symbol}: '{x}' and '{y}'"))
    }

    /// `operator.index(o)`: an int object.
    ///
    /// # Errors
    /// `TypeError` for what is no integer, or what `__index__` raises.
    pub fn index(&mut self, o: Ref<'_>) -> PyResult {
        if o.value().is_fixnum() || o.is_a::<BigInt>() {
            return Ok(o.own());
        }
        if let Some(i) = o.as_i64(self) {
            return Ok(Owned::int(i));
        }
        match o.ty().slots().index {
            Some(f) => {
                let r = f(self, o)?;
                if r.lend().as_int(self).is_some() {
                    return Ok(r);
                }
                let name = r.lend().ty().message_name();
                Err(self.type_error(format!("__index__ returned non-int (type {name})")))
            }
            None => {
                let name = o.ty().message_name();
                Err(self.type_error(format!("'{name}' object cannot be interpreted as an integer")))
            }
        }
    }

    /// An index or count as a machine integer.
    ///
    /// # Errors
    /// As for [`Vm::index`]; `OverflowError` beyond 64 bits.
    pub fn index_i64(&mut self, o: Ref<'_>) -> PyResult<i64> {
        if let Some(i) = o.value().as_fixnum() {
            return Ok(i);
        }
        let i = self.index(o)?;
        match i.lend().as_i64(self) {
            Some(i) => Ok(i),
            None => Err(self.overflow_error("Python int too large to convert to C ssize_t")),
        }
    }

    /// An index of a sequence as a machine integer; what does not fit is an `IndexError`.
    ///
    /// # Errors
    /// As for [`Vm::index`]; `IndexError` beyond 64 bits.
    pub fn sequence_index(&mut self, o: Ref<'_>) -> PyResult<i64> {
        if let Some(i) = o.value().as_fixnum() {
            return Ok(i);
        }
        let i = self.index(o)?;
        match i.lend().as_i64(self) {
            Some(i) => Ok(i),
            None => {
                let name = o.ty().message_name();
                Err(self.index_error(format!("cannot fit '{name}' into an index-sized integer")))
            }
        }
    }

    /// A real number as a float: `float(o)` without the conversion of text.
    ///
    /// # Errors
    /// `TypeError` for what is no number, `OverflowError` for ints out of range, or what `__float__` raises.
    pub fn to_float(&mut self, o: Ref<'_>) -> PyResult<f64> {
        if let Some(f) = o.as_float(self) {
            return Ok(f);
        }
        if let Some(i) = o.value().as_fixnum() {
            return Ok(i as f64);
        }
        if let Some(f) = o.ty().slots().float {
            let r = f(self, o)?;
            if let Some(f) = r.lend().as_float(self) {
                return Ok(f);
            }
            let (x, y) = (o.ty().message_name(), r.lend().ty().message_name());
            return Err(self.type_error(format!("{x}.__float__ returned non-float (type {y})")));
        }
        if o.ty().slots().index.is_some() {
            let i = self.index(o)?;
            return self.to_float(i.lend());
        }
        let name = o.ty().message_name();
        Err(self.type_error(format!("must be real number, not {name}")))
    }

    /// `format(o, spec)`: a str.
    ///
    /// # Errors
    /// What `__format__` raises.
    pub fn format(&mut self, o: Ref<'_>, spec: Ref<'_>) -> PyResult {
        let name = self.names.format;
        match self.call_special(o, name, &[spec])? {
            Some(r) if r.lend().is_a::<Str>() => Ok(r),
            Some(r) => {
                let name = r.lend().ty().message_name();
                Err(self.type_error(format!("__format__ must return a str, not {name}")))
            }
            None => self.to_str(o),
        }
    }
}
