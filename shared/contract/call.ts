import * as z from "zod";
import { quoted } from "../values/parse.ts";

const LONGEST = 100;
const LIKE = "like npx --no-install chokepoint";

// Printable ASCII with each quote closed, so that what follows in a command stays outside of it.
const WHOLE = /^(?:[\x20\x21\x23-\x26\x28-\x7e]|'[\x20-\x26\x28-\x7e]*'|"[\x20\x21\x23-\x7e]*")+(?<!\\)$/;

/** How Chokepoint is called where commands are copied to: what each of them begins with. */
export const callSchema = z
  .string(`must be what a command begins with, ${LIKE}`)
  .superRefine((call, context) => {
    const problem = problemOf(call);
    if (problem !== null) context.addIssue({ code: "custom", message: problem });
  });

function problemOf(call: string): string | null {
  if (call.trim() === "") return `must be what a command begins with, ${LIKE}`;
  if (call.length > LONGEST) return `has ${call.length} characters, of at most ${LONGEST}`;
  if (call.trim() === call && WHOLE.test(call)) return null;
  return `${quoted(call)} must be one line of plain letters and signs, with no blank at its ends and each quote closed, ${LIKE}`;
}
