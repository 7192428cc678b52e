import { scaleLinear, scaleUtc } from "d3-scale";
import { area, line } from "d3-shape";
import type { Day } from "../../shared/values/day.ts";
import { type Content, type Html, html } from "../html.ts";
import { round } from "./bars.ts";

/** A value on a day. `upper` is `null` where nothing bounds it. */
export interface TrendPoint {
  asOf: Day;
  lower: number;
  upper: number | null;
  isComputed: boolean;
}

export interface Trend {
  /** Oldest first, without days on which there was nothing to observe. */
  points: readonly TrendPoint[];
  limits: readonly { level: "warning" | "critical"; value: number; text: string }[];
  /** What happened to the alert: a mark with a letter. */
  events: readonly { asOf: Day; letter: string }[];
  tick: (value: number) => string;
}

const MARGIN = { top: 26, right: 12, bottom: 26, left: 56 };
const HEIGHT = 220;
const MARK = 9;

/** A measure over time: its interval as a band, what is certain as a line, limits as lines, and events as marks below. */
export function trend(
  { points, limits, events, tick }: Trend,
  width: number,
): { height: number; content: Content } {
  const values = points.flatMap(({ lower, upper }) => [lower, upper ?? lower]);
  const all = [...values, ...limits.map(({ value }) => value)];
  const days = [...points, ...events].map(({ asOf }) => Date.parse(asOf));
  const [from, to] = [Math.min(...days), Math.max(...days)];
  const x = scaleUtc([from, Math.max(to, from + 1)], [MARGIN.left, width - MARGIN.right]);
  const y = scaleLinear(
    [Math.min(0, ...all), Math.max(...all, 0.01)],
    [HEIGHT - MARGIN.bottom, MARGIN.top],
  ).nice();
  const at = ({ asOf }: { asOf: Day }) => round(x(Date.parse(asOf)));
  const band = area<TrendPoint>(
    at,
    ({ lower }) => round(y(lower)),
    ({ upper, lower }) => round(y(upper ?? lower)),
  );
  const certain = line<TrendPoint>(at, ({ lower }) => round(y(lower)));
  const edge = line<TrendPoint>(at, ({ upper, lower }) => round(y(upper ?? lower)));
  const content = html`${axes(x, y, width, tick)}
<path fill="url(#possible)" d="${band(points)}"/>
<path class="s-measured" stroke-width="1" d="${edge(points)}"/>
<path class="s-measured" stroke-width="2.5" d="${certain(points)}"/>
${points.map((point) => dot(point, at(point), round(y(point.lower))))}
${limits.map((limit) => limitLine(limit, round(y(limit.value)), width, isAtStart(points, limit)))}
${events.map((event) => mark(event.letter, at(event)))}`;
  return { height: HEIGHT, content };
}

function axes(
  x: ReturnType<typeof scaleUtc<number, number>>,
  y: ReturnType<typeof scaleLinear<number, number>>,
  width: number,
  tick: (value: number) => string,
): Html {
  const bottom = HEIGHT - MARGIN.bottom;
  const across = y
    .ticks(5)
    .map(
      (value) =>
        html`<line class="s-line" x1="${MARGIN.left}" x2="${width - MARGIN.right}" y1="${round(y(value))}" y2="${round(y(value))}"/><text class="soft" x="${MARGIN.left - 6}" y="${round(y(value)) + 4}" text-anchor="end">${tick(value)}</text>`,
    );
  const [first = new Date(0), last = new Date(0)] = x.domain();
  const isOneDay = last.getTime() - first.getTime() < 86_400_000;
  const ends = isOneDay
    ? [{ day: first, anchor: "start" }]
    : [
        { day: first, anchor: "start" },
        { day: last, anchor: "end" },
      ];
  const below = ends.map(
    ({ day, anchor }) =>
      html`<text class="soft" x="${round(x(day))}" y="${bottom + 17}" text-anchor="${anchor}">${day.toISOString().slice(0, 10)}</text>`,
  );
  return html`${across}${below}`;
}

/** A full dot is of a stored assessment, an empty one was computed later. */
function dot({ isComputed }: TrendPoint, x: number, y: number): Html {
  return isComputed
    ? html`<circle class="c-page s-dot" cx="${x}" cy="${y}" r="3.5"/>`
    : html`<circle class="c-measured" cx="${x}" cy="${y}" r="4"/>`;
}

/** Whether the line of what is certain begins above a limit. */
function isAtStart([first]: readonly TrendPoint[], { value }: Trend["limits"][number]): boolean {
  return first !== undefined && first.lower >= value;
}

const NAME_ROOM = 17;

/** A limit, with its name on the side where the measure does not begin; above it where the days stand right below. */
function limitLine(
  { level, text }: Trend["limits"][number],
  y: number,
  width: number,
  isBelow: boolean,
): Html {
  return html`<line class="s-${level}" stroke-width="2" stroke-dasharray="${level === "warning" ? "7 4" : "none"}" x1="${MARGIN.left}" x2="${width - MARGIN.right}" y1="${y}" y2="${y}"/><text class="halo" x="${MARGIN.left + 6}" y="${isBelow && y + NAME_ROOM <= HEIGHT - MARGIN.bottom ? y + 15 : y - 6}">${text}</text>`;
}

/** What happened stands above the drawing, where no axis is. */
function mark(letter: string, x: number): Html {
  const anchor = x > MARGIN.left + 30 ? "end" : "start";
  const beside = anchor === "end" ? x - MARK : x + MARK;
  return html`<path class="c-critical" d="M${x},${MARK + 3} l${MARK / 2 + 1},${-MARK} h${-MARK - 2} z"/><text x="${beside}" y="${MARK + 3}" text-anchor="${anchor}" font-weight="700">${letter}</text>`;
}
