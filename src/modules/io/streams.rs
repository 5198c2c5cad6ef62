//! `sys.stdin`, `sys.stdout`, `sys.stderr`.

use super::binary::BinaryFile;
use super::channel::{BUFFER_SIZE, Backend, Channel};
use super::text::Settings;
use crate::object::{Kind, Owned, Ref, Vm, new, new_of};
use std::fs::File;
use std::io::IsTerminal;
use std::os::fd::{AsFd, OwnedFd};

/// Makes the three streams and puts them into the namespace of `sys`. A stream that is closed is `None`.
pub fn install(vm: &mut Vm, dict: Ref<'_>) {
    let unbuffered = vm.settings.unbuffered;
    let handles = [
        ("stdin", std::io::stdin().as_fd().try_clone_to_owned()),
        ("stdout", std::io::stdout().as_fd().try_clone_to_owned()),
        ("stderr", std::io::stderr().as_fd().try_clone_to_owned()),
    ];
    for (number, (name, fd)) in (0..).zip(handles) {
        let stream = match fd {
            Ok(fd) => stream(vm, number, name, fd, unbuffered),
            Err(_) => Owned::NONE,
        };
        vm.dict_set_name(dict, &format!("__{name}__"), stream.clone());
        vm.dict_set_name(dict, name, stream);
    }
}

fn stream(vm: &mut Vm, number: i32, name: &str, fd: OwnedFd, unbuffered: bool) -> Owned {
    let file = File::from(fd);
    let terminal = file.is_terminal();
    let input = number == 0;
    let channel = Channel::share(vm, Backend::File(file), Some(number), (input, !input), BUFFER_SIZE);
    let shown = Owned::string(format!("<{name}>"));
    let (mode, class) = if input { ("rb", Kind::BinaryFile) } else { ("wb", Kind::BufferedWriter) };
    let binary = BinaryFile { channel: channel.clone(), name: shown.clone(), mode, unbuffered: false };
    let errors = if number == 2 { "backslashreplace" } else { "strict" };
    let mut text = Settings::standard(errors).file(channel, shown, if input { "r" } else { "w" }.to_owned());
    text.buffer = new_of(class.ty().expect_type(), binary);
    text.line_buffered = terminal || number == 2;
    text.write_through = !input && unbuffered;
    new(text)
}
