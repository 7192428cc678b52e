import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Policy } from "../../shared/policy/policy.ts";
import { chinaPolicy } from "./samples.ts";

/** A folder of policies that a test may spoil. */
export interface PolicyFiles {
  folder: string;
  /** Writes the policy of a sector. */
  write(policy: Policy): void;
  /** Writes any text as a file of the folder. */
  writeText(file: string, text: string): void;
  remove(): void;
}

/** A fresh folder with a policy of one rule for each of these sectors. */
export function policyFiles(...sectors: string[]): PolicyFiles {
  const folder = mkdtempSync(join(tmpdir(), "chokepoint-policies-"));
  const writeText = (file: string, text: string) => writeFileSync(join(folder, file), text);
  const write = (policy: Policy) => writeText(`${policy.sector}.json`, JSON.stringify(policy, null, 2));
  for (const sector of sectors) write(chinaPolicy(sector));
  return { folder, write, writeText, remove: () => rmSync(folder, { recursive: true }) };
}

/** What is wrong with `brokenText`, in the sentence that every command and message tells it by. */
export const BROKEN =
  'ai.json: rule "china-origin": field "above.critical": 65 must be between 0 and 1; 0.65?';

/** The same where a mail client would make a link of it. */
export const IN_A_MESSAGE = BROKEN.replace("above.critical", "above[.]critical");

/** The policy of AI with a limit in percent: it cannot be used. */
export const brokenText = JSON.stringify(chinaPolicy("ai")).replace("0.65", "65");
