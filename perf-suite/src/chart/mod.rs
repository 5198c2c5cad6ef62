//! The report as a picture: a dot for each interpreter and program on a logarithmic axis of speed, with the baseline at 1.
//! `svg` draws it, `scale` is its axis, `page` puts it into an HTML page together with the figures.

mod page;
mod scale;
mod svg;

use std::path::Path;

use crate::report::Report;

/// The text of the file to write: a page if the path ends in `.html`, else the bare picture.
pub fn render(report: &Report, path: &Path) -> String {
    let html = path.extension().is_some_and(|extension| extension == "html" || extension == "htm");
    if html { page::render(report) } else { svg::render(report) }
}

/// Makes text safe inside of an element or an attribute.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;

    #[test]
    fn the_extension_decides() {
        let report = samples::report();
        assert!(render(&report, Path::new("a.html")).starts_with("<!doctype html>"));
        assert!(render(&report, Path::new("a.svg")).starts_with("<svg "));
    }

    #[test]
    fn markup_in_text_is_escaped() {
        assert_eq!(escape("a < b & \"c\""), "a &lt; b &amp; &quot;c&quot;");
    }
}
