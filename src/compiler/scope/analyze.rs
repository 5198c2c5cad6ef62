//! Second pass: where every name lives.
//!
//! For each scope, top down: names that the scope binds are local; names bound by a function around it are free here and
//! cells there; everything else is global. Then, bottom up: comprehensions are merged into the scope that they run in.

use std::collections::{HashMap, HashSet};

use ruff_python_ast::name::Name;
use taipan_bytecode::Position;

use super::{CompKind, Place, ScopeId, ScopeKind, ScopeTable, Uses};
use crate::error::{Problem, Res};

type Names = HashSet<Name>;

/// Names that a class provides to its methods without binding them.
const CLASS_NAMES: [&str; 3] = ["__class__", "__classdict__", "__conditional_annotations__"];

/// Decides the place of every name of every scope.
pub(super) fn analyze(table: &mut ScopeTable) -> Res {
    let around = Around { bound: None, globals: Names::new(), type_params: Names::new(), class: None };
    analyze_scope(table, ScopeTable::TOP, around)?;
    Ok(())
}

/// What the scopes around say.
struct Around {
    /// Names bound by functions around; `None` at the top.
    bound: Option<Names>,
    /// Names declared global around.
    globals: Names,
    /// Type parameters around.
    type_params: Names,
    /// The class whose names an annotation scope sees.
    class: Option<ScopeId>,
}

/// Returns the names that are free in the scope or below it.
fn analyze_scope(table: &mut ScopeTable, id: ScopeId, mut around: Around) -> Res<Names> {
    let kind = table.get(id).kind;
    let is_class = kind == ScopeKind::Class;
    let mut places = HashMap::new();
    let mut local = Names::new();
    let mut free = Names::new();

    // Declarations in a class do not reach its methods.
    let outer = is_class.then(|| (around.bound.clone().unwrap_or_default(), around.globals.clone()));
    let names: Vec<(Name, Uses)> = table.get(id).symbols.iter().map(|(name, s)| (name.clone(), s.uses)).collect();
    for (name, uses) in &names {
        let place = place_of(table, id, name, *uses, &mut around, &mut local, &mut free)?;
        places.insert(name.clone(), place);
    }
    let (bound, globals) = match outer {
        Some((mut bound, globals)) => {
            bound.extend(CLASS_NAMES.map(Name::new_static));
            (bound, globals)
        }
        None => {
            let mut bound = around.bound.clone().unwrap_or_default();
            if kind.is_function_like() {
                bound.extend(local.iter().cloned());
            }
            (bound, around.globals.clone())
        }
    };

    let mut inlined_cells = Names::new();
    for child in table.get(id).children.clone() {
        let class = match table.get(child).can_see_class {
            true if is_class => Some(id),
            true => around.class,
            false => None,
        };
        let inner = Around {
            bound: Some(bound.clone()),
            globals: globals.clone(),
            type_params: around.type_params.clone(),
            class,
        };
        let mut child_free = analyze_scope(table, child, inner)?;
        if runs_inline(table, id, child) {
            inline(table, id, child, &mut places, &mut child_free, &mut inlined_cells);
        }
        free.extend(child_free);
    }
    adopt_grandchildren(table, id);

    if kind.is_function_like() {
        for (name, place) in &mut places {
            if *place == Place::Local && (free.contains(name) || inlined_cells.contains(name)) {
                *place = Place::Cell;
                free.remove(name);
            }
        }
    } else if is_class {
        let scope = table.get_mut(id);
        scope.needs_class_closure |= free.remove("__class__");
        scope.needs_classdict |= free.remove("__classdict__");
        scope.has_conditional_annotations |= free.remove("__conditional_annotations__");
    }
    write_places(table, id, places, &free, &inlined_cells, around.bound.as_ref());
    Ok(free)
}

fn place_of(
    table: &ScopeTable,
    id: ScopeId,
    name: &Name,
    uses: Uses,
    around: &mut Around,
    local: &mut Names,
    free: &mut Names,
) -> Res<Place> {
    if uses.any(Uses::GLOBAL) {
        if uses.any(Uses::NONLOCAL) {
            return error(table, id, name, format!("name '{name}' is nonlocal and global"));
        }
        around.globals.insert(name.clone());
        if let Some(bound) = &mut around.bound {
            bound.remove(name);
        }
        return Ok(Place::GlobalExplicit);
    }
    if uses.any(Uses::NONLOCAL) {
        let Some(bound) = &around.bound else {
            return error(table, id, name, "nonlocal declaration not allowed at module level".to_owned());
        };
        if !bound.contains(name) {
            return error(table, id, name, format!("no binding for nonlocal '{name}' found"));
        }
        if around.type_params.contains(name) {
            return error(table, id, name, format!("nonlocal binding not allowed for type parameter '{name}'"));
        }
        free.insert(name.clone());
        return Ok(Place::Free);
    }
    if uses.any(Uses::BOUND) {
        local.insert(name.clone());
        around.globals.remove(name);
        if uses.any(Uses::TYPE_PARAM) {
            around.type_params.insert(name.clone());
        } else {
            around.type_params.remove(name);
        }
        return Ok(Place::Local);
    }
    // A name of the class around shadows one of a function around the class.
    if let Some(symbol) = around.class.and_then(|class| table.get(class).symbols.get(name)) {
        if symbol.uses.any(Uses::GLOBAL) {
            return Ok(Place::GlobalExplicit);
        }
        if symbol.uses.any(Uses::BOUND) && !symbol.uses.any(Uses::NONLOCAL) {
            return Ok(Place::GlobalImplicit);
        }
    }
    if around.bound.as_ref().is_some_and(|bound| bound.contains(name)) {
        free.insert(name.clone());
        return Ok(Place::Free);
    }
    Ok(Place::GlobalImplicit)
}

fn error<T>(table: &ScopeTable, id: ScopeId, name: &Name, msg: String) -> Res<T> {
    let directives = &table.get(id).directives;
    let position = directives.iter().find(|(declared, _)| declared == name).map_or(Position::NONE, |(_, place)| *place);
    Err(Problem::syntax(msg, position))
}

/// PEP 709; annotation scopes of a class are left out, since the comprehension could not see the class's names.
fn runs_inline(table: &ScopeTable, outer: ScopeId, child: ScopeId) -> bool {
    let comprehension = table.get(child).comprehension;
    comprehension.is_some_and(|kind| kind != CompKind::Generator) && !table.get(outer).can_see_class
}

/// Merges the names of a comprehension into the scope that it runs in.
fn inline(
    table: &mut ScopeTable,
    outer: ScopeId,
    comp: ScopeId,
    places: &mut HashMap<Name, Place>,
    comp_free: &mut Names,
    inlined_cells: &mut Names,
) {
    let outer_is_class = table.get(outer).kind == ScopeKind::Class;
    let symbols: Vec<_> = table.get(comp).symbols.iter().map(|(name, symbol)| (name.clone(), symbol)).collect();
    for (name, symbol) in symbols {
        if symbol.uses.any(Uses::PARAM) {
            continue;
        }
        let mut place = symbol.place;
        if place == Place::Cell || symbol.uses.any(Uses::COMP_CELL) {
            inlined_cells.insert(name.clone());
        }
        match table.get(outer).symbols.get(&name) {
            None => {
                if place == Place::Free && outer_is_class && CLASS_NAMES.contains(&name.as_str()) {
                    place = Place::GlobalImplicit;
                    comp_free.remove(&name);
                    table.get_mut(comp).symbols.entry(&name).place = place;
                }
                table.get_mut(outer).symbols.entry(&name).uses = symbol.uses;
                places.insert(name, place);
            }
            // Free in the comprehension, bound here: the comprehension simply uses the local.
            Some(existing) => {
                if existing.uses.any(Uses::BOUND) && !outer_is_class && !is_free_below(table, comp, &name) {
                    comp_free.remove(&name);
                }
            }
        }
    }
    table.get_mut(comp).inlined = true;
}

fn is_free_below(table: &ScopeTable, id: ScopeId, name: &str) -> bool {
    table.get(id).children.iter().any(|child| table.get(*child).place(name) == Place::Free)
}

/// Scopes inside an inlined comprehension belong to the scope that it runs in.
fn adopt_grandchildren(table: &mut ScopeTable, id: ScopeId) {
    let children = std::mem::take(&mut table.get_mut(id).children);
    let mut adopted = Vec::with_capacity(children.len());
    for child in children {
        if table.get(child).inlined {
            adopted.extend(table.get(child).children.iter().copied());
        } else {
            adopted.push(child);
        }
    }
    table.get_mut(id).children = adopted;
}

fn write_places(
    table: &mut ScopeTable,
    id: ScopeId,
    mut places: HashMap<Name, Place>,
    free: &Names,
    inlined_cells: &Names,
    bound: Option<&Names>,
) {
    let scope = table.get_mut(id);
    let sees_class = scope.kind == ScopeKind::Class || scope.can_see_class;
    let names = scope.symbols.order.clone();
    for name in &names {
        let symbol = scope.symbols.entry(name);
        if inlined_cells.contains(name) {
            symbol.uses = symbol.uses.and(Uses::COMP_CELL);
        }
        symbol.place = places.remove(name).unwrap_or_default();
    }
    // A variable that is only passed on to a scope below is free here too.
    let mut passed_on: Vec<&Name> = free.iter().collect();
    passed_on.sort_unstable();
    for name in passed_on {
        if let Some(known) = scope.symbols.get(name) {
            if sees_class && known.uses.any(Uses::BOUND.and(Uses::GLOBAL)) {
                scope.symbols.entry(name).uses = known.uses.and(Uses::FREE_CLASS);
            }
        } else if bound.is_none_or(|bound| bound.contains(name)) {
            scope.symbols.entry(name).place = Place::Free;
        }
    }
}
