import { scaleLinear } from "d3-scale";
import { percent, shareRange } from "../../shared/text/share.ts";
import { type Content, type Html, html } from "../html.ts";
import { fitted } from "./fitted.ts";

/** A bar: how much is certain of a fraction, and how much possible. */
export interface Bar {
  label: string;
  certain: number;
  /** The same as `certain` where it is one figure. */
  possible: number;
  /** Whether the bar stands for what is not known. */
  isUnknown?: true;
}

const ROW = 26;
const ROW_BELOW_LABEL = 42;
const THICK = 16;
const VALUE_ROOM = 104;
const NARROW_BELOW = 480;

/** Bars under each other, with their names and values. On a narrow page a name stands above its bar. */
export function bars(rows: readonly Bar[], width: number): { height: number; content: Content } {
  const isNarrow = width < NARROW_BELOW;
  const labelRoom = isNarrow ? 0 : Math.min(270, Math.round(width * 0.4));
  const step = isNarrow ? ROW_BELOW_LABEL : ROW;
  const most = Math.max(0.01, ...rows.map(({ possible }) => possible));
  const across = scaleLinear([0, most], [0, width - labelRoom - VALUE_ROOM]);
  const content = rows.map((bar, at) => {
    const top = at * step + (isNarrow ? 20 : 4);
    const text = isNarrow
      ? html`<text x="0" y="${top - 5}">${fitted(bar.label, width)}</text>`
      : html`<text x="${labelRoom - 8}" y="${top + 12}" text-anchor="end">${fitted(bar.label, labelRoom - 8)}</text>`;
    const end = labelRoom + across(bar.possible);
    return html`<g>${text}${shape(bar, labelRoom, top, across)}<text x="${round(end + 6)}" y="${top + 12}">${valueText(bar)}</text></g>`;
  });
  return { height: rows.length * step + 6, content };
}

function shape(bar: Bar, left: number, top: number, across: (value: number) => number): Html {
  const certain = Math.max(across(bar.certain), 1);
  const possible = Math.max(across(bar.possible), 1);
  if (bar.isUnknown) return hatched("unknown", left, top, possible);
  const rest = possible - certain;
  return html`${bar.certain > 0 && html`<rect class="c-measured" x="${left}" y="${top}" width="${round(certain)}" height="${THICK}"/>`}${rest > 0.5 && hatched("possible", left + certain, top, rest)}`;
}

function hatched(kind: "unknown" | "possible", x: number, y: number, width: number): Html {
  const edge = kind === "unknown" ? "s-unknown" : "s-measured";
  return html`<rect fill="url(#${kind})" x="${round(x)}" y="${y}" width="${round(width)}" height="${THICK}"/><rect class="${edge}" x="${round(x)}" y="${y + 0.5}" width="${round(width)}" height="${THICK - 1}"/>`;
}

function valueText({ certain, possible, isUnknown }: Bar): string {
  return certain === possible || isUnknown ? percent(possible) : shareRange(certain, possible);
}

/** Coordinates need no more digits, which would be most of the page. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
