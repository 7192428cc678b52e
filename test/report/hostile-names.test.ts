import { beforeAll, describe, expect, it } from "vitest";
import { publishInput } from "../../functions/aws/sns/publish-input.ts";
import { messageOf } from "../../shared/bulletin/message.ts";
import { seenLength } from "../../shared/values/one-line.ts";
import { chartsIn } from "../support/charts-in-page.ts";
import { expectNoLinks, expectPlainLines } from "../support/hostile.ts";
import { HOSTILE_NAMES, type MadeOfNames, madeOfNames } from "../support/hostile-page.ts";
import { csvIn, filesIn, tagsIn } from "../support/read-page.ts";

let plain: MadeOfNames;
let hostile: MadeOfNames;
beforeAll(async () => {
  plain = await madeOfNames(HOSTILE_NAMES.map((_, at) => `Maker ${at}`));
  hostile = await madeOfNames(HOSTILE_NAMES);
});

describe("a page with hostile names", () => {
  it("has the very tags of a page with plain names", () => {
    expect(tagsIn(hostile.page)).toEqual(tagsIn(plain.page));
  });

  it("holds no mark of direction but closed isolates, in text, drawings and descriptions", () => {
    const texts = hostile.page.replaceAll(/<style>.*?<\/style>|<script>.*?<\/script>/gs, "").split(/<[^>]*>/);
    for (const text of texts) expectPlainLines(text);
  });

  it("draws streams, owners and what is lost", () => {
    expect(chartsIn(hostile.page).map(({ id }) => id)).toEqual(
      expect.arrayContaining(["ai/streams", "ai/through-whom", "ai/what-if"]),
    );
  });
});

describe("a file of a page with hostile names", () => {
  it("has the lines of one with plain names, each with as many cells, and no mark of direction but closed isolates", () => {
    const files = filesIn(hostile.page);
    expect(files.map(({ file }) => file)).toEqual(filesIn(plain.page).map(({ file }) => file));
    expect(files.length).toBeGreaterThan(8);
    for (const [at, { text }] of files.entries()) {
      const lines = text.replace(/^\ufeff/, "").split("\r\n");
      expect(lines).toHaveLength(filesIn(plain.page)[at]?.text.split("\r\n").length ?? 0);
      for (const line of lines) expectPlainLines(line);
    }
  });

  it("computes nothing, and holds the whole name", () => {
    const names = csvIn(hostile.page, `ai-by-supplier-${hostile.asOf}.csv`).map(([, name]) => name);
    expect(names).toContain("'=cmd|' /C calc'!A0");
    expect(names).toContain("x".repeat(10_240));
    expect(names).toContain("Cells Subject: forged CRITICAL");
    expect(names).toContain("Cells  gpj.exe");
  });
});

describe("an e-mail with hostile names", () => {
  it("has one line of ASCII as its subject, and as many sections as one with plain names", () => {
    const { subject, text } = hostile.bulletin;
    expect(subject).toMatch(/^[\x21-\x7e][\x20-\x7e]{0,98}$/);
    expect(
      publishInput(messageOf(hostile.bulletin), "arn:aws:sns:eu-west-1:123456789012:alerts").Subject,
    ).toBe(subject);
    expectPlainLines(text);
    expectNoLinks(text);
    const sections = (all: string) => all.split("\n").filter((line) => /^[A-Z][A-Z ]+$/.test(line));
    expect(sections(text)).toEqual(sections(plain.bulletin.text));
  });

  it("keeps its lines to the width of a phone", () => {
    const [told = ""] = hostile.bulletin.text.split("\nCOMMANDS");
    expect(told.split("\n").filter((line) => seenLength(line) > 60)).toEqual([]);
  });
});
