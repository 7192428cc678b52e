import { nearest } from "../../shared/values/nearest.ts";

const DID_YOU_MEAN = /\s*\(Did you mean (?:one of )?(.*)\?\)\s*$/;
const LACKS = /^(?:missing required argument|required option) /;
const CHOICES = /argument '(.*)' is invalid\. Allowed choices are (.*)\.$/;

/** What commander has against a command line, as one sentence that says what to write instead. */
export function oneSentence(text: string): string {
  const [, similar] = DID_YOU_MEAN.exec(text) ?? [];
  const problem = text
    .replace(DID_YOU_MEAN, "")
    .replace(/^error: /, "")
    .replaceAll(/\s*\n\s*/g, " ")
    .trim();
  if (similar !== undefined) return `${problem}; nearest: ${similar}`;
  const [, value = "", choices] = CHOICES.exec(problem) ?? [];
  const near = choices === undefined ? null : nearest(value, choices.split(", "));
  if (LACKS.test(problem)) return `${problem}; --help shows examples`;
  if (problem.startsWith("unknown command ")) return `${problem}; --help lists the commands`;
  return near === null ? problem : `${problem.replace(/\.$/, "")}; nearest: ${near}`;
}
