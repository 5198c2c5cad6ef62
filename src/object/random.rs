//! The body of `random.Random`: a Mersenne Twister, reached by the machine for `random()` in hot loops.

use super::{Kind, Payload, Ref, Visit, Vm};
use taipan_text::random::Random;

/// The body of `random.Random`.
pub struct RandomState {
    /// The generator.
    pub generator: Random,
    /// The second number of the pair that `gauss` made last.
    pub gauss_next: Option<f64>,
}

impl Payload for RandomState {
    const KIND: Kind = Kind::Random;
    fn traverse(&self, _: &mut Visit<'_>) {}
}

/// The next number of an exact `random.Random`.
pub fn next_random(vm: &mut Vm, o: Ref<'_>) -> Option<f64> {
    if !o.ty().is_exactly(Kind::Random) {
        return None;
    }
    Some(o.get_mut::<RandomState>(vm)?.generator.random())
}
