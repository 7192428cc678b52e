import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import PostalMime from "postal-mime";
import { describe, expect, it } from "vitest";
import { toEml } from "../../cli/cloud/eml.ts";
import { deliverToInbox, inboxFolder, readInbox } from "../../cli/cloud/inbox.ts";
import { plainText } from "../../shared/values/one-line.ts";
import { hostileText } from "../support/hostile.ts";

const email = {
  sentAt: new Date("2026-08-01T06:00:00.000Z"),
  to: "subscriber@chokepoint.invalid",
  id: "watchdog-2026-08-01T06:00:00.000Z",
  subject: "[WARNING] AI: 30% of supply made in China (limit 25%)",
  text: "Énergie\n",
};
const folder = () => mkdtemp(join(tmpdir(), "eml-"));

describe("an .eml file", () => {
  const awkward = [
    ".",
    "..",
    "From here on",
    ">From there",
    "Subject: forged",
    "  ends in a blank ",
    "=3D is no code",
    "x".repeat(5000),
    `  ${"電池".repeat(500)}`,
    "\u2068شركة\u2069, a name from right to left",
    "",
    "--boundary",
  ].join("\n");

  it.each([
    ["lines that mean something else in a mailbox", `${awkward}\n`],
    ["no line end", "a"],
    ["nothing", ""],
  ])("is read by a mail program as it was sent: %s", async (_name, text) => {
    const read = await PostalMime.parse(await toEml({ ...email, text }));
    expect(read).toMatchObject({ subject: email.subject, date: email.sentAt.toISOString() });
    expect(read.from?.address).toBe("no-reply@chokepoint.invalid");
    expect(read.to?.map(({ address }) => address)).toEqual([email.to]);
    expect((read.text ?? "").replace(/\n$/, "")).toBe(text.replace(/\n$/, ""));
    expect(read.headers.map(({ key }) => key).sort()).toEqual(HEADERS);
    expect(read.attachments).toEqual([]);
  });

  it("is lines of ASCII of at most 78 characters, none of which ends it or begins another", async () => {
    const eml = await toEml({ ...email, text: awkward, subject: "x".repeat(99) });
    expect(eml).toMatch(/^[\x20-\x7e\r\n]*$/);
    const lines = eml.split("\r\n");
    expect(lines.filter((line) => line.length > 998 || line === "." || line.startsWith("From "))).toEqual([]);
    expect(eml.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    const [head = "", body = ""] = eml.split("\r\n\r\n");
    expect(Math.max(...body.split("\r\n").map((line) => line.length))).toBeLessThanOrEqual(78);
    expect(head).toContain("Content-Type: text/plain; charset=utf-8");
  });

  it("holds whatever text we send, and no header that a text could forge", async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, async (hostile) => {
        const text = `A\n${plainText(hostile)}\nB\n`;
        const read = await PostalMime.parse(await toEml({ ...email, text }));
        expect(read.text).toBe(text);
        expect(read.headers.map(({ key }) => key).sort()).toEqual(HEADERS);
      }),
      { numRuns: 300 },
    );
  });
});

const HEADERS = [
  "content-transfer-encoding",
  "content-type",
  "date",
  "from",
  "message-id",
  "mime-version",
  "subject",
  "to",
  "x-chokepoint-id",
];

describe("the inbox", () => {
  it("reads what was delivered to it", async () => {
    const dir = await folder();
    await deliverToInbox(dir, email);
    const { id: bulletinId, subject, text } = email;
    expect(await readInbox(dir)).toEqual([
      { file: expect.any(String), bulletinId, sentAt: "2026-08-01T06:00:00.000Z", subject, text },
    ]);
  });

  it("reads what an earlier version delivered", async () => {
    const dir = await folder();
    await mkdir(inboxFolder(dir));
    const old = [
      "From: Chokepoint <no-reply@chokepoint.invalid>",
      `To: ${email.to}`,
      `Subject: ${email.subject}`,
      "Date: Sat, 01 Aug 2026 06:00:00 +0000",
      "Message-ID: <ai-2026-07-31-abc-1@chokepoint.invalid>",
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: 8bit",
      "",
      "Énergie",
      "",
    ];
    await writeFile(join(inboxFolder(dir), "a.eml"), old.join("\r\n"));
    expect(await readInbox(dir)).toMatchObject([
      {
        bulletinId: "ai-2026-07-31-abc-1",
        subject: email.subject,
        sentAt: "2026-08-01T06:00:00.000Z",
        text: "Énergie\n",
      },
    ]);
  });
});
