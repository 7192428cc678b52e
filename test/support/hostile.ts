import fc from "fast-check";
import { expect } from "vitest";

/** How often each edge is tried in full. */
export const CASES = 10_000;

/** What breaks texts: line breaks of all kinds, control and direction marks, formulas, halves of characters. */
const PIECES = [
  "\n",
  "\r",
  "\r\n",
  "\u2028",
  "\u2029",
  "\u0085",
  "\u0000",
  "\u001b[2J",
  "\u202e",
  "\u200f",
  "\u2066",
  "\uFEFF",
  "\t",
  '"',
  "'",
  "\\",
  "`",
  ",",
  ";",
  "=cmd|'/C calc'!A0",
  "@SUM(A1)",
  "-5",
  "\n\nCRITICAL  Everything: 100.0 %, limit 0 %",
  "\r\nSubject: forged",
  "\u2028Bcc: all@example.com",
  "\nFrom: ceo@example.com\n",
  "https://evil.example/a?b=c",
  "ｈｔｔｐｓ：／／evil．example",
  "www.evil.example",
  "evil.example",
  "a@evil.example",
  "\\\\evil.example\\share",
  "WHAT YOU CAN DO",
  "HOW SURE  all is well",
  " | ",
  " > cells 80 % > ",
  "          ",
  "\u001b[31mred\u001b[0m",
  "\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007",
  "\u009b2J",
  "\u200b",
  "\u3164",
  "\u2800",
  "\ufe0f",
  "\u{e0041}",
  "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
  "شركة البطاريات",
  "בטריות בע״מ",
  "[object Object]",
  "__proto__",
  "constructor",
  "\ud800",
  "電池",
  "🔋",
  "é",
  "A",
];

const long = fc.constantFrom("x".repeat(10_000), "電".repeat(400), '"\\'.repeat(200), "\n".repeat(300));

/** Text that nobody means well with. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((all) => all.join("")) },
  { weight: 4, arbitrary: fc.string({ unit: "binary", maxLength: 30 }) },
  { weight: 2, arbitrary: fc.string({ maxLength: 12 }) },
  { weight: 1, arbitrary: fc.constantFrom("constructor", "__proto__", "toString", "hasOwnProperty", "") },
  { weight: 1, arbitrary: fc.tuple(long, fc.constantFrom(...PIECES)).map((all) => all.join("")) },
);

/** Any JSON, with hostile texts in it and keys that objects have of their own. */
export const hostileJson: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    fc.oneof(hostileText, fc.integer(), fc.double(), fc.boolean(), fc.constant(null)),
    fc.array(tie("value"), { maxLength: 3 }),
    fc
      .array(fc.tuple(hostileText, tie("value")), { maxLength: 3 })
      .map((entries) => JSON.parse(JSON.stringify(Object.fromEntries(entries))) as unknown),
    fc
      .constantFrom('{"toString":1,"valueOf":1}', '{"__proto__":{"a":1}}', '{"length":1e9}')
      .map((text) => JSON.parse(text)),
  ),
})).value;

type Node = Record<string, unknown>;

/** A valid document in which one to three places were changed, taken out or given a neighbour. */
export function mutated(valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const change = fc.record({
    path: fc.array(fc.nat({ max: 30 }), { maxLength: 6 }),
    how: fc.constantFrom("set", "remove", "add", "double"),
    key: hostileText,
    value: hostileJson,
  });
  return fc.tuple(valid, fc.array(change, { minLength: 1, maxLength: 3 })).map(([document, changes]) => {
    const holder: Node = { root: structuredClone(document) };
    for (const { path, how, key, value } of changes) {
      let parent = holder;
      let name = "root";
      for (const step of path) {
        const next = parent[name];
        if (typeof next !== "object" || next === null || Object.keys(next).length === 0) break;
        parent = next as Node;
        name = Object.keys(parent)[step % Object.keys(parent).length] ?? "";
      }
      const target = parent[name];
      if (how === "remove" && Array.isArray(parent)) parent.splice(Number(name), 1);
      else if (how === "remove") delete parent[name];
      else if (how === "double" && Array.isArray(target)) target.push(...target);
      else if (how === "add" && typeof target === "object" && target !== null && !Array.isArray(target))
        define(target as Node, key, value);
      else define(parent, name, value);
    }
    return holder.root;
  });
}

function define(node: Node, key: string, value: unknown): void {
  Object.defineProperty(node, key, { value, enumerable: true, configurable: true, writable: true });
}

const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;
/** What we put around names from right to left ourselves. */
const ISOLATED = /\u2068([^\n\u2066-\u2069]*)\u2069/gu;

/** The text without isolates, where each is closed on its line. */
function withoutIsolates(text: string): string {
  return text.replace(ISOLATED, "$1");
}

/** Expects one sentence that a person can read: on one line, short, and of texts. */
export function expectSentence(sentence: string, longest = 300): void {
  const isPlain = !UNSEEN.test(withoutIsolates(sentence));
  if (sentence !== "" && sentence.length <= longest && isPlain && !isOfObject(sentence)) return;
  expect.fail(`no sentence: ${JSON.stringify(sentence.slice(0, 400))} (${sentence.length})`);
}

// The text may stand in what is quoted, where it was given.
function isOfObject(sentence: string): boolean {
  return sentence.replaceAll(/"[^"]*"/g, "").includes("[object Object]") && !sentence.includes('"');
}

/** Expects a text of lines with nothing in them that is not seen. */
export function expectPlainLines(text: string): void {
  if (!UNSEEN.test(withoutIsolates(text).replaceAll("\n", ""))) return;
  expect.fail(`not plain: ${JSON.stringify(text)}`);
}

/** Expects that a mail program finds no link to follow in a text that holds names from outside. */
export function expectNoLinks(text: string): void {
  const found = /:\/\/|www\.\w|evil[.．]example|[\p{L}\p{N}]@[\p{L}\p{N}]|(?<!\[)\\\\evil/u.exec(text);
  if (found !== null)
    expect.fail(`a link: ${JSON.stringify(text.slice(Math.max(0, found.index - 60), found.index + 60))}`);
}
