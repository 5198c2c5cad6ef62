//! First pass: patterns of `match`.

use ruff_python_ast::Pattern;

use super::Uses;
use super::build::Builder;
use crate::error::Res;

impl Builder<'_> {
    pub(super) fn pattern(&mut self, pattern: &Pattern) -> Res {
        match pattern {
            Pattern::MatchValue(value) => self.expression(&value.value),
            Pattern::MatchSingleton(_) => Ok(()),
            Pattern::MatchSequence(sequence) => self.patterns(&sequence.patterns),
            Pattern::MatchMapping(mapping) => {
                self.expressions(&mapping.keys)?;
                self.patterns(&mapping.patterns)?;
                mapping.rest.as_ref().map_or(Ok(()), |rest| self.bind(rest, Uses::LOCAL))
            }
            Pattern::MatchClass(class) => {
                self.expression(&class.cls)?;
                self.patterns(&class.arguments.patterns)?;
                class.arguments.keywords.iter().try_for_each(|keyword| {
                    self.check_forbidden(&keyword.attr, true, keyword.range)?;
                    self.pattern(&keyword.pattern)
                })
            }
            Pattern::MatchStar(star) => star.name.as_ref().map_or(Ok(()), |name| self.bind(name, Uses::LOCAL)),
            Pattern::MatchAs(capture) => {
                if let Some(inner) = &capture.pattern {
                    self.pattern(inner)?;
                }
                capture.name.as_ref().map_or(Ok(()), |name| self.bind(name, Uses::LOCAL))
            }
            Pattern::MatchOr(alternatives) => self.patterns(&alternatives.patterns),
        }
    }

    fn patterns(&mut self, patterns: &[Pattern]) -> Res {
        patterns.iter().try_for_each(|pattern| self.pattern(pattern))
    }
}
