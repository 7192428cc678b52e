const MOST_MORE_DIGITS = 2;

/** A fraction in sentences and tables: `28.0 %`. */
export function percent(fraction: number, digits = 1): string {
  return `${percentNumber(fraction, digits)} %`;
}

/**
 * The same without the percent sign, with `digits` decimals. A fraction that is almost none or all gets up to
 * two more decimals, so that it does not look like 0 or 100: `0.02`, `99.97`.
 */
export function percentNumber(fraction: number, digits = 1): string {
  const shownWith = (more: number) => (fraction * 100).toFixed(digits + more);
  for (let more = 0; more <= MOST_MORE_DIGITS; more += 1) {
    const shown = shownWith(more);
    const isFalse = [0, 1].some((end) => fraction !== end && Number(shown) === end * 100);
    if (!isFalse) return shown;
  }
  // Zero has no minus sign.
  const shown = shownWith(0);
  return Number(shown) === 0 ? (0).toFixed(digits) : shown;
}

/** A fraction in a sentence: `28.0 %`. It never reads as none or all when it is only almost that. */
export function shareText(fraction: number): string {
  if (fraction > 0 && fraction < 0.0005) return "less than 0.1 %";
  return fraction < 1 && fraction >= 0.9995 ? "more than 99.9 %" : percent(fraction);
}

/** Two fractions as a range: `28.0-31.5 %`; one figure when both look the same. */
export function shareRange(lower: number, upper: number): string {
  const [low, high] = [percentNumber(lower), percentNumber(upper)];
  return low === high ? `${low} %` : `${low}-${high} %`;
}
