import type { BusEnvelope } from "../../cli/cloud/embedded-bus.ts";
import { recompute } from "../../functions/recompute/recompute.ts";
import type { Message } from "../../shared/bulletin/message.ts";
import type { BusEvent } from "../../shared/bus/bus-event.ts";
import { ruleOf } from "./builders.ts";
import { memoryPorts } from "./memory.ts";
import { chinaPolicy, deploymentOf, positionOf } from "./samples.ts";

/** An alert that is raised in one run and resolved in the next, as the bus has it, and the message of the first run. */
export interface ShownAlert {
  raised: BusEnvelope;
  resolved: BusEnvelope;
  message: Message;
}

/** Runs twice, with one program: most of it is made in China, and then little. */
export async function shownAlert(program: string): Promise<ShownAlert> {
  const ports = memoryPorts();
  const policy = chinaPolicy("ai", {
    label: "AI",
    rules: [ruleOf({ id: "china-origin", title: "Made in China", by: "program" })],
  });
  const deployment = deploymentOf(policy);
  const supply = (chinese: number) => [
    positionOf({ positionId: "P-1", originCountry: "CN", exposure: chinese, program }),
    positionOf({
      positionId: "P-2",
      originCountry: "JP",
      exposure: 100_000_000_00 - chinese,
      program,
    }),
  ];
  const published: Message[] = [];
  const publisher = { publish: async (sent: Message) => void published.push(sent) };
  for (const [asOf, chinese] of [
    ["2026-07-30", 71_000_000_00],
    ["2026-07-31", 12_000_000_00],
  ] as const) {
    ports.stored.positions = supply(chinese);
    await recompute({ asOf }, { ...ports, publisher }, deployment);
  }
  const [[first, second], [message]] = [ports.stored.onBus, published];
  if (first === undefined || second === undefined || message === undefined) throw new Error("two runs");
  return { raised: envelopeOf(first), resolved: envelopeOf(second), message };
}

function envelopeOf({ type, detail }: BusEvent): BusEnvelope {
  return {
    version: "0",
    id: "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
    "detail-type": type,
    source: "chokepoint",
    account: "111122223333",
    time: `${detail.asOf}T06:00:00Z`,
    region: "eu-central-1",
    resources: [],
    detail,
  };
}
