import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Email } from "./embedded-sns.ts";

/** An e-mail that was delivered to the inbox, and the file it stands in. */
export interface InboxEntry {
  file: string;
  bulletinId: string;
  sentAt: string;
  subject: string;
  text: string;
}

/** The folder of e-mails under a data folder. */
export function inboxFolder(dir: string): string {
  return join(dir, "inbox");
}

/** Writes an e-mail as an `.eml` file, whole or not at all. */
export async function deliverToInbox(dir: string, email: Email): Promise<void> {
  const folder = inboxFolder(dir);
  await mkdir(folder, { recursive: true });
  const name = `${email.sentAt.toISOString().replaceAll(":", "")}-${email.id.replaceAll(":", "")}`;
  await writeFile(join(folder, `${name}.part`), toEml(email));
  await rename(join(folder, `${name}.part`), join(folder, `${name}.eml`));
}

/** Every e-mail in the inbox, oldest first. */
export async function readInbox(dir: string): Promise<InboxEntry[]> {
  const folder = inboxFolder(dir);
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const emails = files.filter((file) => file.endsWith(".eml")).sort();
  return await Promise.all(
    emails.map(async (file) => fromEml(join(folder, file), await readFile(join(folder, file), "utf8"))),
  );
}

/** The e-mail as a mail program reads it (RFC 5322). */
export function toEml({ sentAt, to, id, subject, text }: Email): string {
  const headers = [
    "From: Chokepoint <no-reply@chokepoint.invalid>",
    `To: ${to}`,
    `Subject: ${subject}`,
    `Date: ${sentAt.toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: <${id}@chokepoint.invalid>`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: 8bit",
  ];
  return `${headers.join("\r\n")}\r\n\r\n${text.replaceAll("\n", "\r\n")}`;
}

function fromEml(file: string, eml: string): InboxEntry {
  const end = eml.indexOf("\r\n\r\n");
  const header = (name: string) =>
    new RegExp(`^${name}: (.*)$`, "m").exec(eml.slice(0, end))?.[1]?.trim() ?? "";
  return {
    file,
    bulletinId: header("Message-ID").replace(/^<|@.*$/g, ""),
    sentAt: new Date(header("Date")).toISOString(),
    subject: header("Subject"),
    text: eml.slice(end + 4).replaceAll("\r\n", "\n"),
  };
}
