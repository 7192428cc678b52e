import { quoted } from "../../shared/values/parse.ts";

/** The values that one field of a cron expression may have. */
export interface FieldKind {
  name: string;
  least: number;
  most: number;
  /** Names for the values, starting with `least`: `JAN`, `SUN`. */
  names?: readonly string[];
}

/** The values of a field in ascending order, or the problem with it. */
export type FieldReading = { values: number[] } | { problem: string };

/** Reads a field with values: `*`, `6`, `6,18`, `9-17`, and each of them with a step: `0/15`, `9-17/2`. */
export function readField(text: string, kind: FieldKind): FieldReading {
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const read = readPart(part, kind);
    if ("problem" in read) return { problem: `${kind.name}: ${quoted(part)} ${read.problem}` };
    for (const value of read.values) values.add(value);
  }
  return { values: [...values].sort((a, b) => a - b) };
}

/** Reads one value of a field, as a number or a name; `null` when it is neither. */
export function readValue(text: string, { least, most, names = [] }: FieldKind): number | null {
  const index = names.indexOf(text);
  if (index >= 0) return least + index;
  if (!/^\d{1,4}$/.test(text)) return null;
  const value = Number(text);
  return value >= least && value <= most ? value : null;
}

function readPart(part: string, kind: FieldKind): FieldReading {
  const [range = "", stepText, ...more] = part.split("/");
  if (more.length > 0) return { problem: "has more than one step" };
  const ends = readEnds(range, stepText !== undefined, kind);
  if ("problem" in ends) return ends;
  const step = stepText === undefined ? 1 : Number(/^\d{1,4}$/.test(stepText) ? stepText : 0);
  if (step === 0) return { problem: "has a step that is not a whole number, 1 or more" };
  if (step > kind.most - kind.least + 1) return { problem: "has a step beyond the field's values" };
  const values = [];
  for (let value = ends.first; value <= ends.last; value += step) values.push(value);
  return { values };
}

function readEnds(
  range: string,
  hasStep: boolean,
  kind: FieldKind,
): { first: number; last: number } | { problem: string } {
  if (range === "*") return { first: kind.least, last: kind.most };
  const texts = range.split("-");
  const [first, last = first] = texts.map((text) => readValue(text, kind));
  if (texts.length > 2 || first === undefined || first === null || last === undefined || last === null) {
    return { problem: `must be ${allowed(kind)}, a range, a list or steps of them` };
  }
  if (first > last) return { problem: "runs backwards: write it as two ranges" };
  // A value with a step continues to the end of the range: for minutes, 5/20 is 5, 25, 45.
  return { first, last: hasStep && texts.length === 1 ? kind.most : last };
}

function allowed({ least, most, names }: FieldKind): string {
  const range = `${least} to ${most}`;
  return names === undefined ? range : `${range} or ${names[0]} to ${names.at(-1)}`;
}
