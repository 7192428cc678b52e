import type { ITopic } from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";
import type { LeastPrivilegeFunction } from "../compute/least-privilege-function.ts";
import type { PartsMachine } from "../compute/parts-machine.ts";
import type { SectorSchedule } from "../config/deployment.ts";
import type { FunctionName } from "../config/function-sizes.ts";
import { watchFunctions, watchParts, watchShards, watchWatchdog } from "./function-alarms.ts";
import { type WatchedQueues, watchLoss, watchQueues } from "./message-alarms.ts";
import { operatorAlarms } from "./operator-alarms.ts";
import { watchFeeds, watchSector } from "./sector-alarms.ts";

export interface MonitoringProps {
  /** The topic that alarms notify. */
  operations: ITopic;
  alerts: ITopic;
  functions: Record<FunctionName, LeastPrivilegeFunction>;
  partsMachine: PartsMachine;
  queues: WatchedQueues;
  schedules: SectorSchedule[];
  /** After this many days without a newer assessment the watchdog reports a sector. */
  staleAfterDays: number;
}

/** Alarms that notify the operations topic when something fails, and when nothing happens at all. */
export class Monitoring extends Construct {
  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    const alarms = operatorAlarms(this, props.operations);
    watchFunctions(alarms, props.functions);
    watchShards(alarms);
    watchParts(alarms, props.partsMachine);
    watchQueues(alarms, props.queues);
    watchLoss(alarms, "alerts", props.alerts);
    watchLoss(alarms, "operations", props.operations);
    for (const schedule of props.schedules) {
      watchSector(alarms, schedule, props.staleAfterDays);
    }
    watchFeeds(alarms);
    watchWatchdog(alarms, props.functions.watchdog);
  }
}
