import { type Cron, readCron } from "./cron.ts";

/** A schedule: a fixed rate, or a cron expression. */
export type Schedule = { kind: "rate"; minutes: number } | { kind: "cron"; cron: Cron };

const FORM = "must be like rate(1 day) or cron(0 6 * * ? *)";
const MINUTES_OF_UNIT = { minute: 1, hour: 60, day: 24 * 60 } as const;

/** Reads an expression of EventBridge Scheduler, or says in one sentence why it cannot be used. */
export function readSchedule(expression: string): { schedule: Schedule } | { problem: string } {
  if (expression.startsWith("at(")) return { problem: `is at(…), which runs only once: it ${FORM}` };
  const [, count, unit, plural] = /^rate\(([1-9]\d{0,9}) (minute|hour|day)(s?)\)$/.exec(expression) ?? [];
  if (count !== undefined && (unit === "minute" || unit === "hour" || unit === "day")) {
    if ((count === "1") !== (plural === "")) return { problem: FORM };
    return { schedule: { kind: "rate", minutes: Number(count) * MINUTES_OF_UNIT[unit] } };
  }
  const [, fields] = /^cron\(([^()]*)\)$/.exec(expression) ?? [];
  const texts = fields?.split(" ") ?? [];
  if (texts.length !== 6 || texts.includes("")) return { problem: FORM };
  const read = readCron(texts);
  return "problem" in read ? read : { schedule: { kind: "cron", cron: read.cron } };
}
