import { describe, expect, it } from "vitest";
import { type Palette, palettes } from "../../report/palette.ts";

type Colour = [red: number, green: number, blue: number];

function linear(hex: string): Colour {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return [red, green, blue];
}

/** WCAG 2.2: relative luminance and contrast ratio. */
function contrast(one: string, other: string): number {
  const luminance = ([red, green, blue]: Colour) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  const [light = 0, dark = 0] = [one, other].map((hex) => luminance(linear(hex))).sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB. */
const seenBy = {
  everybody: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
};

function seen(hex: string, matrix: number[]): Colour {
  const colour = linear(hex);
  const row = (at: number) =>
    [0, 1, 2].reduce((sum, column) => sum + (matrix[at * 3 + column] ?? 0) * (colour[column] ?? 0), 0);
  return [row(0), row(1), row(2)];
}

/** CIE 1976 colour difference: above 10 is seen at a glance. */
function difference(one: Colour, other: Colour): number {
  const [a, b] = [labOf(one), labOf(other)];
  return Math.hypot(...a.map((value, at) => value - (b[at] ?? 0)));
}

function labOf([red, green, blue]: Colour): Colour {
  const part = (value: number) =>
    value > 216 / 24389 ? Math.cbrt(value) : ((24389 / 27) * value + 16) / 116;
  const x = part((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047);
  const y = part(0.2126 * red + 0.7152 * green + 0.0722 * blue);
  const z = part((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const GRAPHIC = ["measured", "unknown", "critical", "warning", "calm", "stream"] satisfies (keyof Palette)[];
const TEXT = ["text", "faint", "link", "critical", "warning", "calm"] satisfies (keyof Palette)[];
/** Those that stand in one drawing. */
const TOGETHER = [
  ["measured", "unknown"],
  ["measured", "critical"],
  ["measured", "warning"],
  ["stream", "critical"],
  ["stream", "measured"],
] satisfies [keyof Palette, keyof Palette][];

describe.each(Object.entries(palettes))("the %s palette", (_theme, palette) => {
  it.each(GRAPHIC)("shows %s at 3:1 against the page", (name) => {
    expect(contrast(palette[name], palette.page)).toBeGreaterThanOrEqual(3);
  });

  it.each(TEXT)("shows text in %s at 4.5:1 against the page and the panels", (name) => {
    expect(contrast(palette[name], palette.page)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette[name], palette.panel)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(["critical", "warning"] as const)("shows the word on %s at 4.5:1", (name) => {
    expect(contrast(palette.onLevel, palette[name])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(TOGETHER)("tells %s from %s, also for who sees no red or no green", (one, other) => {
    for (const [who, matrix] of Object.entries(seenBy)) {
      expect(difference(seen(palette[one], matrix), seen(palette[other], matrix)), who).toBeGreaterThan(10);
    }
  });
});
