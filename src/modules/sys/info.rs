//! Constants of `sys`: versions, limits, paths, arguments.

use super::record;
use crate::object::{Kind, Owned, PyResult, Ref, Vm};
use taipan_text::hash::{HASH_INF, MODULUS_BITS};
use taipan_text::int::{DEFAULT_DIGIT_LIMIT, MIN_DIGIT_LIMIT};

/// The version of the language: 3.14.0 final.
const VERSION: [i64; 3] = [3, 14, 0];
const HEX_VERSION: i64 = 0x030e_00f0;

/// Fills the namespace.
pub(super) fn fill(vm: &mut Vm, dict: Ref<'_>) -> PyResult<()> {
    let version = version_info(vm)?;
    let implementation = implementation(vm, version.clone())?;
    let flags = flags(vm)?;
    let (float, int, hash, thread) = (float_info(vm)?, int_info(vm)?, hash_info(vm)?, thread_info(vm)?);
    let text = concat!("3.14.0 (Taipan ", env!("CARGO_PKG_VERSION"), ")");
    let executable = std::env::current_exe().map(|p| p.to_string_lossy().into_owned()).unwrap_or_default();
    let prefix = executable.rsplit_once('/').map_or("", |(dir, _)| dir).to_owned();
    let argv = vm.settings.argv.clone();
    let argv = vm.list(argv.iter().map(|a| Owned::str(a)).collect());
    let path = search_path(vm);
    let entries = [
        ("version", Owned::str(text)),
        ("version_info", version),
        ("hexversion", Owned::int(HEX_VERSION)),
        ("api_version", Owned::int(1013)),
        ("copyright", Owned::str("Copyright (c) 2001 Python Software Foundation.\nAll Rights Reserved.")),
        ("implementation", implementation),
        ("platform", Owned::str("linux")),
        ("byteorder", Owned::str("little")),
        ("maxsize", Owned::int(i64::MAX)),
        ("maxunicode", Owned::int(0x10_ffff)),
        ("executable", Owned::string(executable)),
        ("prefix", Owned::str(&prefix)),
        ("exec_prefix", Owned::str(&prefix)),
        ("base_prefix", Owned::str(&prefix)),
        ("base_exec_prefix", Owned::string(prefix)),
        ("abiflags", Owned::str("")),
        ("platlibdir", Owned::str("lib")),
        ("float_repr_style", Owned::str("short")),
        ("float_info", float),
        ("int_info", int),
        ("hash_info", hash),
        ("thread_info", thread),
        ("flags", flags),
        ("argv", argv.clone()),
        ("orig_argv", argv),
        ("path", path),
        ("modules", vm.sys_modules()),
        ("warnoptions", vm.list(vec![])),
        ("_xoptions", vm.dict()),
        ("meta_path", vm.list(vec![])),
        ("path_hooks", vm.list(vec![])),
        ("path_importer_cache", vm.dict()),
        ("dont_write_bytecode", Owned::bool(true)),
        ("pycache_prefix", Owned::NONE),
        ("_git", vm.tuple(vec![Owned::str("Taipan"), Owned::str(""), Owned::str("")])),
    ];
    for (name, value) in entries {
        vm.dict_set_name(dict, name, value);
    }
    crate::modules::io::streams::install(vm, dict);
    let names: Vec<Owned> = crate::modules::all().iter().map(|d| Owned::str(d.name)).collect();
    let native = vm.tuple(names.clone());
    vm.dict_set_name(dict, "builtin_module_names", native);
    let all = vm.tuple(names);
    let all = vm.call(Kind::FrozenSet.ty(), &[all.lend()])?;
    vm.dict_set_name(dict, "stdlib_module_names", all);
    Ok(())
}

/// `sys.path`: the script's directory, or the current one for `-c` and standard input.
fn search_path(vm: &mut Vm) -> Owned {
    let first = match &vm.settings.script_dir {
        Some(dir) => dir.to_string_lossy().into_owned(),
        None => String::new(),
    };
    let mut entries = vec![Owned::string(first)];
    if let Some(more) = std::env::var_os("PYTHONPATH") {
        let more = std::env::split_paths(&more).filter(|p| !p.as_os_str().is_empty());
        entries.extend(more.map(|p| Owned::string(p.to_string_lossy().into_owned())));
    }
    vm.list(entries)
}

fn version_info(vm: &mut Vm) -> PyResult {
    let [major, minor, micro] = VERSION.map(Owned::int);
    let fields = vec![
        ("major", major),
        ("minor", minor),
        ("micro", micro),
        ("releaselevel", Owned::str("final")),
        ("serial", Owned::int(0)),
    ];
    record::make(vm, "version_info", fields)
}

fn implementation(vm: &mut Vm, version: Owned) -> PyResult {
    let o = vm.call(Kind::SimpleNamespace.ty(), &[])?;
    let fields = [
        ("name", Owned::str("taipan")),
        ("cache_tag", Owned::str("taipan-314")),
        ("version", version),
        ("hexversion", Owned::int(HEX_VERSION)),
        ("supports_isolated_interpreters", Owned::bool(false)),
    ];
    for (name, value) in fields {
        vm.set_own_attr(o.lend(), name, value);
    }
    Ok(o)
}

fn flags(vm: &mut Vm) -> PyResult {
    let optimize = i64::from(vm.settings.optimize);
    let random = std::env::var("PYTHONHASHSEED").is_ok_and(|s| s == "0");
    let zero = || Owned::int(0);
    let fields = vec![
        ("debug", zero()),
        ("inspect", zero()),
        ("interactive", zero()),
        ("optimize", Owned::int(optimize)),
        ("dont_write_bytecode", Owned::int(1)),
        ("no_user_site", zero()),
        ("no_site", zero()),
        ("ignore_environment", zero()),
        ("verbose", zero()),
        ("bytes_warning", zero()),
        ("quiet", zero()),
        ("hash_randomization", Owned::int(i64::from(!random))),
        ("isolated", zero()),
        ("dev_mode", Owned::bool(false)),
        ("utf8_mode", zero()),
        ("warn_default_encoding", zero()),
        ("safe_path", Owned::bool(false)),
        ("int_max_str_digits", Owned::usize(DEFAULT_DIGIT_LIMIT)),
        ("gil", Owned::int(1)),
        ("thread_inherit_context", zero()),
        ("context_aware_warnings", zero()),
    ];
    record::make(vm, "flags", fields)
}

fn float_info(vm: &mut Vm) -> PyResult {
    let int = |i: i32| Owned::int(i64::from(i));
    let fields = vec![
        ("max", Owned::float(f64::MAX)),
        ("max_exp", int(f64::MAX_EXP)),
        ("max_10_exp", int(f64::MAX_10_EXP)),
        ("min", Owned::float(f64::MIN_POSITIVE)),
        ("min_exp", int(f64::MIN_EXP)),
        ("min_10_exp", int(f64::MIN_10_EXP)),
        ("dig", Owned::int(i64::from(f64::DIGITS))),
        ("mant_dig", Owned::int(i64::from(f64::MANTISSA_DIGITS))),
        ("epsilon", Owned::float(f64::EPSILON)),
        ("radix", Owned::int(i64::from(f64::RADIX))),
        ("rounds", Owned::int(1)),
    ];
    record::make(vm, "float_info", fields)
}

fn int_info(vm: &mut Vm) -> PyResult {
    let fields = vec![
        ("bits_per_digit", Owned::int(30)),
        ("sizeof_digit", Owned::int(4)),
        ("default_max_str_digits", Owned::usize(DEFAULT_DIGIT_LIMIT)),
        ("str_digits_check_threshold", Owned::usize(MIN_DIGIT_LIMIT)),
    ];
    record::make(vm, "int_info", fields)
}

fn hash_info(vm: &mut Vm) -> PyResult {
    let fields = vec![
        ("width", Owned::int(64)),
        ("modulus", Owned::int((1 << MODULUS_BITS) - 1)),
        ("inf", Owned::int(HASH_INF)),
        ("nan", Owned::int(0)),
        ("imag", Owned::int(1_000_003)),
        ("algorithm", Owned::str("siphash13")),
        ("hash_bits", Owned::int(64)),
        ("seed_bits", Owned::int(128)),
        ("cutoff", Owned::int(0)),
    ];
    record::make(vm, "hash_info", fields)
}

fn thread_info(vm: &mut Vm) -> PyResult {
    let fields = vec![("name", Owned::str("pthread")), ("lock", Owned::str("semaphore")), ("version", Owned::NONE)];
    record::make(vm, "thread_info", fields)
}
