//! Private names: `__x` in class `C` is `_C__x`.

use ruff_python_ast::name::Name;

use super::Scope;

/// The name as the program's namespaces hold it.
pub(crate) fn mangle(class: Option<&Name>, name: &Name) -> Name {
    let Some(class) = class else { return name.clone() };
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
        return name.clone();
    }
    let class = class.trim_start_matches('_');
    if class.is_empty() { name.clone() } else { Name::new(format!("_{class}{name}")) }
}

/// [`mangle`], except in a scope of type parameters, where only the parameters themselves are private.
pub(crate) fn mangle_in(scope: &Scope, class: Option<&Name>, name: &Name) -> Name {
    match &scope.mangled_names {
        Some(names) if !names.contains(name) => name.clone(),
        _ => mangle(class, name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_private_names_change() {
        let class = Name::new("_Spam");
        let mangled = |name: &str| mangle(Some(&class), &Name::new(name));
        assert_eq!(mangled("__x"), "_Spam__x");
        assert_eq!(mangled("__x__"), "__x__");
        assert_eq!(mangled("_x"), "_x");
        assert_eq!(mangled("__a.b"), "__a.b");
        assert_eq!(mangle(Some(&Name::new("__")), &Name::new("__x")), "__x");
        assert_eq!(mangle(None, &Name::new("__x")), "__x");
    }
}
