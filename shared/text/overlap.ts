import { type Overlap, periodText } from "../supply/overlap.ts";
import { oneLine } from "../values/one-line.ts";

/** `Figures of X overlap and are counted twice: …`, and what to do. */
export function overlapText({ source, first, second }: Overlap): string {
  const [one, other] = [first, second].map((figure) => `${periodText(figure)} of ${oneLine(figure.code)}`);
  return `Figures of ${oneLine(source)} overlap and are counted twice: ${one} and ${other}. Import with --replace what is to stay: until then no alert can ease or resolve.`;
}
