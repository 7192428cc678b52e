import { existsSync } from "node:fs";
import type { BusDetail } from "../../shared/bus/bus-event.ts";
import { counted } from "../../shared/values/count.ts";
import { lineOf } from "../../shared/values/one-line.ts";
import { busFile, readBusFile } from "../cloud/bus-file.ts";
import type { BusEnvelope } from "../cloud/embedded-bus.ts";
import { type InboxEntry, inboxFolder, readInbox } from "../cloud/inbox.ts";
import { SAMPLES_DIR } from "../cloud/open.ts";
import { UsageError } from "../input/usage-error.ts";
import { errorLine } from "../terminal/output.ts";
import { emailLines } from "../text/email.ts";
import { answerCommand } from "./answer-command.ts";

const LONGEST_HEADLINE = 100;

interface InboxOptions {
  last?: string;
  bus?: true;
}

/** E-mails, or what was put on the bus. */
type Sent = { emails: InboxEntry[] } | { events: BusEnvelope[]; isDamaged: boolean };

/** Adds `inbox`. */
export const addInbox = answerCommand<InboxOptions, Sent>({
  name: "inbox",
  description: "show the e-mails that the embedded cloud has sent, oldest first; each is also an .eml file",
  examples: [
    ["inbox --last 1 --dir .chokepoint-samples", "the newest e-mail about the samples, after npm start"],
    ["inbox --json", "every e-mail about your own data, for a script"],
    ["inbox --bus --json", "every event as a rule on the bus would get it, to try a pattern on"],
  ],
  accept: (command) =>
    command
      .option("--last <n>", "only the newest n")
      .option("--bus", "show the events that were put on the bus instead"),
  isLocal: true,
  async answer({ options: { dir, last, bus } }) {
    if (last !== undefined && !/^[1-9]\d*$/.test(last))
      throw new UsageError("--last must be a whole number, 1 or more");
    return bus === true ? await readBus(dir, last) : { emails: newest(await readInbox(dir), last) };
  },
  lines: (sent, { options: { dir } }) => {
    if ("events" in sent)
      return sent.events.length === 0 && !sent.isDamaged
        ? [nothingIn(dir, busFile(dir), "event")]
        : sent.events.map(eventLine);
    return sent.emails.length === 0
      ? [nothingIn(dir, inboxFolder(dir), "e-mail")]
      : sent.emails.flatMap(emailLines);
  },
  json: (sent) => ("events" in sent ? sent.events : sent.emails),
});

/** Reads the newest events, and warns of lines that hold none. */
async function readBus(dir: string, last: string | undefined): Promise<Sent> {
  const { events, damaged } = await readBusFile(dir);
  const [first] = damaged;
  if (first !== undefined) {
    const more = damaged.length === 1 ? "" : ` (and ${counted(damaged.length - 1)} more)`;
    errorLine(`warning: ${busFile(dir)} is damaged: line ${first}${more} holds no event and is left out`);
  }
  return { events: newest(events, last), isDamaged: first !== undefined };
}

function newest<One>(all: One[], last: string | undefined): One[] {
  return last === undefined ? all : all.slice(-Number(last));
}

function eventLine({ time, "detail-type": type, detail }: BusEnvelope): string {
  const { headline } = detail as BusDetail;
  return `${time}  ${type}: ${lineOf(headline, LONGEST_HEADLINE)}`;
}

function nothingIn(dir: string, where: string, what: string): string {
  const hasSamples = dir !== SAMPLES_DIR && existsSync(SAMPLES_DIR);
  const samples = hasSamples ? `; those of npm start: inbox --dir ${SAMPLES_DIR}` : "";
  return `${where} holds no ${what} yet${samples}`;
}
