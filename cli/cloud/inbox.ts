import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Email } from "./embedded-sns.ts";
import { fromEml, toEml } from "./eml.ts";
import { folderReason } from "./folder-reason.ts";

/** An e-mail in the inbox, and its file. */
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

/** Writes an e-mail as an `.eml` file, completely or not at all. */
export async function deliverToInbox(dir: string, email: Email): Promise<void> {
  const folder = inboxFolder(dir);
  const name = `${email.sentAt.toISOString().replaceAll(":", "")}-${email.id.replaceAll(":", "")}`;
  const part = join(folder, `${name}.part`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(part, await toEml(email));
    await rename(part, join(folder, `${name}.eml`));
  } catch (cause) {
    // What is half-written goes, where it can; the first reason is the one to tell.
    await rm(part, { force: true }).catch(() => undefined);
    throw new Error(`${folder} does not take the e-mail: ${folderReason(cause)}`, { cause });
  }
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
    emails.map(async (name) => {
      const file = join(folder, name);
      const { id, ...email } = await fromEml(await readFile(file));
      return { file, bulletinId: id, ...email };
    }),
  );
}
