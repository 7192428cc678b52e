import { NOTHING_UNREADABLE } from "../../shared/supply/unreadable.ts";
import type { MemoryPorts } from "./memory.ts";

/** The ports of a report on what is in memory. */
export function reading(ports: MemoryPorts) {
  return {
    ...ports,
    summaries: {
      async *between(sector: string, from: string, to: string) {
        const rows = [...ports.stored.assessments.values()]
          .map(({ summary }) => summary)
          .filter((one) => one.sector === sector && one.asOf >= from && one.asOf <= to);
        yield { rows, unreadable: NOTHING_UNREADABLE };
      },
    },
  };
}
