//! What CPython says about wrong numbers of arguments. Functions without keyword parameters are told by how C code takes
//! their arguments: none or exactly one (named in full), or several (named in short).

use super::Signature;
use crate::object::{CallArgs, Raised, Ref, TypeObj, Vm};

/// Who is called.
#[derive(Clone, Copy)]
pub struct Callee<'a> {
    /// The function's name.
    pub name: &'a str,
    /// The name of its module, a str, when it is a function of one.
    pub module: Option<Ref<'a>>,
}

impl Signature {
    /// The name with that of the type or module before it: `list.append`, `math.sqrt`.
    pub(super) fn full_name(&self, vm: &mut Vm, callee: Callee<'_>, args: &CallArgs<'_>) -> String {
        let name = callee.name;
        if let Some(m) = callee.module.and_then(|m| m.as_str(vm)) {
            return if m == "builtins" { name.to_owned() } else { format!("{m}.{name}") };
        }
        let Some(this) = args.pos().first().filter(|_| self.bound) else { return name.to_owned() };
        let ty = this.as_type().unwrap_or(this.ty());
        let key = vm.intern(name);
        let has = |t: &TypeObj| t.names().dict.get(key.lend()).is_some();
        match ty.names().mro.iter().map(|t| t.lend().expect_type()).find(|t| has(t)) {
            Some(owner) => format!("{}.{name}", owner.name()),
            None => name.to_owned(),
        }
    }

    /// The error of too few or too many arguments.
    #[cold]
    pub(super) fn wrong_count(&self, vm: &mut Vm, callee: Callee<'_>, args: &CallArgs<'_>) -> Raised {
        let hidden = usize::from(self.bound);
        let (min, max) = (self.required.saturating_sub(hidden), self.positional.saturating_sub(hidden));
        let given = args.pos().len();
        let message = if self.bound && given == 0 {
            format!("unbound method {}() needs an argument", callee.name)
        } else {
            let given = given - hidden.min(given);
            if self.keywords && !self.rest {
                let all = (self.params.len() - hidden, args.all.len() - hidden.min(args.all.len()));
                self.with_keywords(callee.name, (min, max), given, all)
            } else if min == max && max <= 1 && !self.rest {
                let name = self.full_name(vm, callee, args);
                let takes = if max == 0 { "no arguments" } else { "exactly one argument" };
                format!("{name}() takes {takes} ({given} given)")
            } else {
                let (word, n) = match () {
                    () if min == max && !self.rest => ("", min),
                    () if given < min => ("at least ", min),
                    () => ("at most ", max),
                };
                format!("{} expected {word}{n} argument{}, got {given}", callee.name, plural(n))
            }
        };
        vm.type_error(message)
    }

    /// The words for functions with keyword parameters; `all` is how many there are, and how many arguments were given.
    fn with_keywords(&self, name: &str, (min, max): (usize, usize), given: usize, all: (usize, usize)) -> String {
        let (params, arguments) = all;
        if arguments > params {
            let kind = if given == 0 { "keyword " } else { "" };
            return format!("{name}() takes at most {params} {kind}argument{} ({arguments} given)", plural(params));
        }
        if given > max {
            if max == 0 {
                return format!("{name}() takes no positional arguments");
            }
            let word = if min == max { "exactly" } else { "at most" };
            return format!("{name}() takes {word} {max} positional argument{} ({given} given)", plural(max));
        }
        let hidden = usize::from(self.bound);
        let only = self.params.iter().filter(|p| p.kind == super::ParamKind::PosOnly && !p.optional).count();
        let only = only.saturating_sub(hidden);
        let word = if only < max { "at least" } else { "exactly" };
        format!("{name}() takes {word} {only} positional argument{} ({given} given)", plural(only))
    }
}

fn plural(n: usize) -> &'static str {
    if n == 1 { "" } else { "s" }
}
