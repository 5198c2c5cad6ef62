//! Definitions: functions, classes, their annotations and type parameters.

mod annotations;
mod class;
mod function;
mod type_params;
