//! A logarithmic axis: from speeds to pixels, with ticks at 1, 2 and 5 times the powers of ten.

/// Maps a positive value to a horizontal position.
#[derive(Clone, Copy, Debug)]
pub struct LogScale {
    low: f64,
    high: f64,
    left: f64,
    right: f64,
}

/// Neighbouring ticks closer than this many pixels are thinned out.
const TICK_DISTANCE: f64 = 34.0;

impl LogScale {
    /// An axis from `left` to `right` that holds all values and 1, with some air at both ends.
    pub fn around(values: &[f64], left: f64, right: f64) -> Self {
        let usable = || values.iter().copied().filter(|v| v.is_finite() && *v > 0.0);
        let low = usable().fold(1.0, f64::min) / 1.25;
        let high = usable().fold(2.0, f64::max) * 1.25;
        LogScale { low, high, left, right }
    }

    /// Where this value lies.
    pub fn x(&self, value: f64) -> f64 {
        self.left + (value / self.low).ln() / (self.high / self.low).ln() * (self.right - self.left)
    }

    /// The values to label, in ascending order: 1-2-5 if there is room, else the powers of ten.
    pub fn ticks(&self) -> Vec<f64> {
        let with = |steps: &[f64]| -> Vec<f64> {
            let powers = -4..=5;
            let all = powers.flat_map(|power| steps.iter().map(move |step| step * 10f64.powi(power)));
            all.filter(|tick| (self.low..=self.high).contains(tick)).collect()
        };
        let dense = with(&[1.0, 2.0, 5.0]);
        let crowded = dense.windows(2).any(|pair| self.x(pair[1]) - self.x(pair[0]) < TICK_DISTANCE);
        if crowded { with(&[1.0]) } else { dense }
    }
}

/// A tick's label: `0.5×`, `20×`.
pub fn label(tick: f64) -> String {
    if tick < 0.99 { format!("{}×", (tick * 1e4).round() / 1e4) } else { format!("{tick:.0}×") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_ratios_are_equal_distances() {
        let scale = LogScale::around(&[0.5, 40.0], 100.0, 500.0);
        let distance = |a, b| scale.x(b) - scale.x(a);
        assert!((distance(1.0, 2.0) - distance(10.0, 20.0)).abs() < 1e-9);
        assert!(scale.x(0.5) > 100.0 && scale.x(40.0) < 500.0);
    }

    #[test]
    fn one_is_always_on_the_axis() {
        let scale = LogScale::around(&[30.0, 50.0], 0.0, 400.0);
        assert!(scale.ticks().contains(&1.0));
        assert!(scale.x(1.0) > 0.0);
    }

    #[test]
    fn a_crowded_axis_keeps_the_powers_of_ten() {
        let wide = LogScale::around(&[0.2, 50.0], 0.0, 600.0);
        assert_eq!(wide.ticks(), [0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0]);
        let narrow = LogScale::around(&[0.2, 50.0], 0.0, 150.0);
        assert_eq!(narrow.ticks(), [1.0, 10.0]);
    }

    #[test]
    fn labels_are_short() {
        assert_eq!([label(0.1), label(0.05), label(1.0), label(20.0)], ["0.1×", "0.05×", "1×", "20×"]);
    }
}
