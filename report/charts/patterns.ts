import { html } from "../html.ts";

/** Hatchings of the page: what is only possible, and what is not known. They are told apart without colours. */
export const PATTERNS = html`<svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false"><defs>
<pattern id="possible" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="2.5" height="6" class="c-measured"/></pattern>
<pattern id="unknown" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect width="2.5" height="6" class="c-unknown"/></pattern>
</defs></svg>`;

const SAMPLE = 14;

/** A small square as a legend shows it, with its meaning. */
export function legendItem(kind: "certain" | "possible" | "unknown", meaning: string) {
  const fill = kind === "certain" ? html`class="c-measured"` : html`fill="url(#${kind})"`;
  const edge = kind === "unknown" ? "s-unknown" : "s-measured";
  return html`<li><svg width="${SAMPLE}" height="${SAMPLE}" aria-hidden="true" focusable="false"><rect width="${SAMPLE}" height="${SAMPLE}" ${fill}/><rect x="0.5" y="0.5" width="${SAMPLE - 1}" height="${SAMPLE - 1}" class="${edge}"/></svg>${meaning}</li>`;
}
