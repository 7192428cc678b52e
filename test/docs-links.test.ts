import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

// What people click and what they are sent to, in every document of the repository.

const NOT_OURS = /(^|\/)(node_modules|cdk\.out|\.git|\.chokepoint(-samples)?)(\/|$)/;

/** A link of Markdown or HTML, with its target. */
const LINK = /\]\(([^()\s]+)\)|\b(?:src|href)="([^"]+)"/g;

/** A path from the root in backticks: `shared/alerts/alert.ts`, `docs/decisions/`. */
const PATH = /`((?:\.github|bench|cli|docs|functions|infra|policies|sample|shared|test)\/[\w./-]*)`/g;

// Parts of a path that stand for what the reader puts there: `policies/SECTOR.json`.
const PLACE = /[A-Z]{3,}/;

// A change log names what was there once.
const ABOUT_THE_PAST = ["CHANGELOG.md"];

const documents = documentsIn(".");

describe.each(documents)("%s", (document) => {
  const text = proseOf(document);

  it("links to files and headings that are there", () => {
    const targets = [...text.matchAll(LINK)].map(([, markdown, html]) => markdown ?? html ?? "");
    const ours = targets.filter((target) => !/^(https?|mailto):/.test(target));
    expect(ours.filter((target) => !isThere(document, target))).toEqual([]);
  });

  it.skipIf(ABOUT_THE_PAST.includes(document))("names files and folders that are there", () => {
    const paths = [...text.matchAll(PATH)].map(([, path = ""]) => path);
    expect(paths.filter((path) => !PLACE.test(path) && !existsSync(path))).toEqual([]);
  });
});

it("notices a link to a file, and to a heading, that is not there", () => {
  expect(documents).toContain("README.md");
  expect(isThere("README.md", "docs/deploy.md#configuration")).toBe(true);
  expect(isThere("docs/deploy.md", "../README.md#try-it")).toBe(true);
  expect(isThere("docs/deploy.md", "README.md")).toBe(false);
  expect(isThere("README.md", "docs/deploy.md#no-such-heading")).toBe(false);
});

function documentsIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => [entry, normalize(join(folder, entry.name)).replaceAll("\\", "/")] as const)
    .filter(([, path]) => !NOT_OURS.test(path))
    .flatMap(([entry, path]) =>
      entry.isDirectory() ? documentsIn(path) : path.endsWith(".md") ? [path] : [],
    );
}

/** A document without its blocks of code. */
function proseOf(document: string): string {
  return readFileSync(document, "utf8").replaceAll(/^```[\s\S]*?^```$/gm, "");
}

function isThere(from: string, target: string): boolean {
  const [path = "", heading] = target.split("#");
  const file = path === "" ? from : normalize(join(dirname(from), decodeURIComponent(path)));
  if (!existsSync(file)) return false;
  return heading === undefined || headingsOf(file).includes(heading);
}

/** The names of a document's headings, as GitHub makes them. */
function headingsOf(document: string): string[] {
  const titles = [...proseOf(document).matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) => title);
  const names = titles.map((title) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
  return names.map((name, at) => {
    const before = names.slice(0, at).filter((other) => other === name).length;
    return before === 0 ? name : `${name}-${before}`;
  });
}
