import { recompute } from "../../functions/recompute/recompute.ts";
import type { NewSilence } from "../../shared/contract/silence-payload.ts";
import { AS_OF } from "./builders.ts";
import { type MemoryPorts, memoryPorts } from "./memory.ts";
import { chinaPolicy, supplyWith } from "./samples.ts";

export const deployment = {
  policies: new Map([["ai", chinaPolicy("ai")]]),
  version: "1.2.3",
  place: null,
};

/** Ports whose sector was last assessed as of `AS_OF`; the clock says a day later. */
export async function assessedPorts(chinese = 100): Promise<MemoryPorts> {
  const ports = memoryPorts(supplyWith(chinese));
  await recompute({ asOf: AS_OF }, ports, deployment);
  return ports;
}

/** A silence of the sector that somebody asks for. */
export function silence(overrides: Partial<NewSilence> = {}): NewSilence {
  return { sector: "ai", until: "2026-08-14", by: "Ada", reason: "known since June", ...overrides };
}
