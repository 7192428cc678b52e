import type { Measure } from "../shared/policy/measure.ts";
import { dayText } from "../shared/text/day-text.ts";
import { rangeText } from "../shared/text/measured-value.ts";
import { money, moneyRange } from "../shared/text/money.ts";
import { percent, shareRange } from "../shared/text/share.ts";
import { counted } from "../shared/values/count.ts";
import type { Day } from "../shared/values/day.ts";
import type { Unit } from "../shared/values/exposure.ts";
import type { Bounds, Interval } from "../shared/values/interval.ts";
import { type Html, html } from "./html.ts";

// Each figure of the page is a `data` element: rounded for readers, and in its attribute as the assessment has it. The value of
// a range is its two ends; one without an end has only the first.

/** A fraction: `28.0 %`. */
export function share(fraction: number): Html {
  return html`<data value="${fraction}">${percent(fraction)}</data>`;
}

/** A range of fractions: `28.0-31.5 %`. */
export function shares({ lower, upper }: Interval): Html {
  return html`<data value="${lower} ${upper}">${shareRange(lower, upper)}</data>`;
}

/** An exposure: `USD 590.5 M`. */
export function amount(exposure: number, unit: Unit): Html {
  return html`<data value="${exposure}">${money(exposure, unit)}</data>`;
}

/** From what is certain to what is possible: `USD 98.6 M to 113.4 M`; one amount where both look the same. */
export function amounts({ lower, upper }: Interval, unit: Unit): Html {
  return html`<data value="${lower} ${upper}">${moneyRange(lower, upper, unit)}</data>`;
}

/** A measured value, with as many digits as it needs to look different from the limit. */
export function measured(measure: Measure, { lower, upper }: Bounds, limit?: number): Html {
  const ends = upper === null || !Number.isFinite(upper) ? `${lower}` : `${lower} ${upper}`;
  return html`<data value="${ends}">${rangeText(measure, { lower, upper }, limit)}</data>`;
}

/** A text that says a figure of which the upper bound may be missing. */
export function bounded({ lower, upper }: Bounds, text: string): Html {
  return html`<data value="${upper === null ? `${lower}` : `${lower} ${upper}`}">${text}</data>`;
}

/** A day: `31 Jul 2026`. */
export function dayShown(day: Day): Html {
  return html`<time datetime="${day}">${dayText(day)}</time>`;
}

/** A count: `1,203`. */
export function count(number: number): Html {
  return html`<data value="${number}">${counted(number)}</data>`;
}
