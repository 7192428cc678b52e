import type { LedgerStore } from "../../functions/ports/decisions.ts";
import type { Bulletin } from "../../shared/bulletin/bulletin.ts";
import type { Message } from "../../shared/bulletin/message.ts";
import type { ReadablePorts } from "./memory.ts";

/** Shells with one thing wrong each, made of a right one. As long as nothing crashes, all of them work. */
export const brokenShells = {
  /** Its bulletins live in the memory of the process alone. */
  storingNoOutbox: (ports: ReadablePorts) =>
    withSave(ports, async (ledger, version) => {
      const saved = await ports.ledgers.save({ ...ledger, outbox: [] }, version);
      return saved === "conflict" ? saved : { ...saved, outbox: ledger.outbox };
    }),
  strikingFirst(ports: ReadablePorts): ReadablePorts {
    const held: Message[] = [];
    const publish = async (message: Message) => {
      held.push(message);
    };
    const striking = withSave(ports, async (ledger, version) => {
      const saved = await ports.ledgers.save(ledger, version);
      for (const message of held.splice(0)) await ports.publisher.publish(message);
      return saved;
    });
    return { ...striking, publisher: { publish } };
  },
  /** Whoever receives a bulletin a second time cannot know it. */
  namingAnew(ports: ReadablePorts): ReadablePorts {
    const publish = async (message: Message) => {
      const document = message.document as Bulletin;
      const id = `${document.id}-${ports.now().getTime()}`;
      await ports.publisher.publish({ ...message, document: { ...document, id } });
    };
    return { ...ports, publisher: { publish } };
  },
  recordingAnew(ports: ReadablePorts): ReadablePorts {
    const { history, now } = ports;
    const append: typeof history.append = (sector, _version, ...lines) =>
      history.append(sector, now().getTime(), ...lines);
    return { ...ports, history: { ...history, append } };
  },
  /** It takes the very same assessment for one run more. */
  forgettingWhatItSaw(ports: ReadablePorts): ReadablePorts {
    const load: LedgerStore["load"] = async (sector) => ({
      ...(await ports.ledgers.load(sector)),
      lastAssessment: null,
    });
    return { ...ports, ledgers: { ...ports.ledgers, load } };
  },
};

/** A shell that is right, and reads the history before it writes a ledger. */
export function readingMore(ports: ReadablePorts): ReadablePorts {
  return withSave(ports, async (ledger, version) => {
    await ports.history.read(ledger.sector);
    return await ports.ledgers.save(ledger, version);
  });
}

function withSave(ports: ReadablePorts, save: LedgerStore["save"]): ReadablePorts {
  return { ...ports, ledgers: { ...ports.ledgers, save } };
}
