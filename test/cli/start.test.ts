import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { illustrativeFiles } from "../../sample/make-illustrative.ts";
import { type Ended, runScript } from "../support/command-line.ts";

let folder: string;
let first: Ended;
let second: Ended;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chokepoint-start-"));
  first = await runScript("cli/start.ts", [], folder);
  second = await runScript("cli/start.ts", [], folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("npm start", () => {
  it("shows one e-mail per sector and ends with 0", () => {
    expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: "" });
    const subjects = first.stdout.match(/^Subject: .*$/gm) ?? [];
    expect(subjects.map((subject) => /\] (.*?):/.exec(subject)?.[1])).toEqual([
      "AI (illustrative)",
      "Defense (illustrative)",
      "US storage imports",
    ]);
  });

  it("marks illustrative data on the screen and in the e-mails, and only there", () => {
    const emails = first.stdout.split("─".repeat(72)).slice(1);
    expect(emails.map((email) => email.includes("ILLUSTRATIVE DATA"))).toEqual([true, true, false]);
    expect(first.stdout.match(/\(illustrative data\)/g)).toHaveLength(2);
  });

  it("is what the README shows of it", async () => {
    const [email = ""] = first.stdout.split("─".repeat(72)).slice(1);
    const shown = email.replace(/\n\(\.chokepoint.*\)\s*$/, "").trim();
    const readme = readFileSync("README.md", "utf8");
    const renewed = readme.replace(/```\nSubject: [^`]*```/, () => `\`\`\`\n${shown}\n\`\`\``);
    await expect(renewed).toMatchFileSnapshot("../../README.md");
  });

  it("says what to try next", () => {
    expect(first.stdout).toContain("Try next:");
  });

  it("sends nothing new the second time", () => {
    expect({ code: second.code, stderr: second.stderr }).toEqual({ code: 0, stderr: "" });
    expect(second.stdout).toContain("Nothing new since the last run");
    expect(second.stdout).not.toContain("Subject:");
    expect(readdirSync(join(folder, ".chokepoint", "inbox"))).toHaveLength(3);
  });
});

describe("the illustrative samples", () => {
  it.each([...illustrativeFiles()])(
    "%s is what sample/make-illustrative.ts writes",
    async (name, content) => {
      await expect(content).toMatchFileSnapshot(`../../sample/${name}`);
    },
  );
});
