import { parse } from "csv-parse/sync";

/** A figure of a page: the text that readers see, and the numbers that it stands for. */
export interface PageFigure {
  text: string;
  values: number[];
}

/** Every figure of a page. */
export function figuresIn(page: string): PageFigure[] {
  return [...page.matchAll(/<data value="([^"]*)">([^<]*)<\/data>/g)].map(([, values = "", text = ""]) => ({
    text,
    values: values.split(" ").map(Number),
  }));
}

/** The names of the tags of a page, in their order: what no name in the data may change. */
export function tagsIn(page: string): string[] {
  return [...page.matchAll(/<(\/?[a-zA-Z!][\w-]*)/g)].map(([, name = ""]) => name);
}

/** Every number anywhere in a value. */
export function numbersIn(value: unknown, into = new Set<number>()): Set<number> {
  if (typeof value === "number") into.add(value);
  else if (value !== null && typeof value === "object") {
    for (const each of Object.values(value)) numbersIn(each, into);
  }
  return into;
}

const SIZES: Record<string, number> = { k: 1e3, M: 1e6, B: 1e9 };

/** Whether a text shows these values, each rounded to the digits that it has. Of a range whose ends look the same, one is shown. */
export function isRounded({ text, values }: PageFigure): boolean {
  const isInPercent = / %/.test(text) || (/ points/.test(text) && values.every((value) => value <= 1));
  const shown = [...text.matchAll(/(?<![\d.])(-?[\d,]+(?:\.\d+)?)(?: ([kMB])\b)?/g)].map(
    ([, number = "", size = ""]) => {
      const scale = isInPercent ? 0.01 : (SIZES[size] ?? 1);
      const step = 10 ** -(number.split(".")[1]?.length ?? 0) * scale;
      return { value: Number(number.replaceAll(",", "")) * scale, step };
    },
  );
  // `up to 5 points` leaves out the lower of its two values.
  const told = text.startsWith("up to ") ? values.slice(-1) : values;
  return told.every((value, at) => {
    const found = shown[at] ?? shown[0];
    return found !== undefined && Math.abs(found.value - value) <= found.step * 0.500001;
  });
}

/** The part of a page about one sector. */
export function sectorIn(page: string, sector: string): string {
  const [, part = ""] = page.split(`<section class="sector" id="${sector}"`);
  return part.split('<section class="sector"')[0] ?? "";
}

/** The ids of a page, and the places in it that its links name. */
export function idsIn(page: string): string[] {
  return [...page.matchAll(/ id="([^"]+)"/g)].map(([, id = ""]) => id);
}

export function linksIn(page: string): string[] {
  return [...page.matchAll(/href="#([^"]+)"/g)].map(([, id = ""]) => id);
}

/** The page without the figures and tables with these ids, and without lists of answers. */
export function without(page: string, ids: readonly string[]): string {
  return page
    .split(/(?=<figure id=|<div class="scroll"|<dl class="minute">|<h3 )/)
    .filter((part) => !ids.some((id) => part.includes(` id="${id}"`) || part.includes(` id="${id}-numbers"`)))
    .filter((part) => !part.startsWith('<dl class="minute">') && !/^<figure id="[^"]*\/over-time"/.test(part))
    .filter((part) => !/id="[^"]*\/over-time-numbers"/.test(part))
    .join("");
}

/** The rows of a file in the page, without the names of its columns. */
export function csvIn(page: string, file: string): string[][] {
  const text = filesIn(page).find((one) => one.file === file)?.text ?? "";
  const [, ...rows] = parse(text, { bom: true }) as string[][];
  return rows;
}

/** Every file in a page, with its text. */
export function filesIn(page: string): { file: string; text: string }[] {
  const links = page.matchAll(/download="([^"]*)" href="data:text\/csv;charset=utf-8,([^"]*)"/g);
  return [...links].map(([, file = "", link = ""]) => ({
    file,
    text: decodeURIComponent(link.replaceAll("&#39;", "'")),
  }));
}
