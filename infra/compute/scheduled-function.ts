import { Duration, Stack, TimeZone } from "aws-cdk-lib";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Schedule, ScheduleExpression, ScheduleTargetInput } from "aws-cdk-lib/aws-scheduler";
import { LambdaInvoke } from "aws-cdk-lib/aws-scheduler-targets";
import { Construct } from "constructs";
import type { Timing } from "../config/deployment.ts";
import type { FailureQueues } from "../messaging/failure-queues.ts";
import { RestrictedRole } from "../permissions/restricted-role.ts";
import type { FunctionProps, LeastPrivilegeFunction } from "./least-privilege-function.ts";
import { addUnattended, RETRIES } from "./unattended-function.ts";

/** A schedule of a function: when it starts, and with what payload. */
export interface StartSchedule extends Timing {
  /** Differs from the ids of the function's other schedules. */
  id: string;
  description: string;
  input: object;
}

export interface ScheduledFunctionProps extends FunctionProps {
  schedules: StartSchedule[];
  failures: FailureQueues;
}

// A run that starts later is not needed: the next one comes before.
const MOST_EVENT_AGE = Duration.hours(2);

/** A function that its own schedules start. */
export class ScheduledFunction extends Construct {
  readonly function: LeastPrivilegeFunction;
  private readonly failures: FailureQueues;

  constructor(scope: Construct, id: string, { schedules, failures, ...props }: ScheduledFunctionProps) {
    super(scope, id);
    this.failures = failures;
    this.function = addUnattended(this, { ...props, failed: failures.failed, maxEventAge: MOST_EVENT_AGE });
    const starter = this.createStarter();
    for (const schedule of schedules) this.createSchedule(schedule, starter);
  }

  /** The role of the schedules. CDK would also grant every version of the function, by a wildcard. */
  private createStarter(): RestrictedRole {
    const ownAccount = { StringEquals: { "aws:SourceAccount": Stack.of(this).account } };
    const { functionArn } = this.function.handler;
    return new RestrictedRole(this, "Starter", {
      assumedBy: new ServicePrincipal("scheduler.amazonaws.com", { conditions: ownAccount }),
      allows: [
        { actions: ["lambda:InvokeFunction"], resource: functionArn },
        ...this.failures.notStarted.receiving(),
      ],
    });
  }

  private createSchedule(schedule: StartSchedule, starter: RestrictedRole): void {
    const { id, description, expression, timeZone, input } = schedule;
    new Schedule(this, `Schedule-${id}`, {
      description,
      schedule: ScheduleExpression.expression(expression, TimeZone.of(timeZone)),
      target: new LambdaInvoke(this.function.handler, {
        role: starter.role,
        input: ScheduleTargetInput.fromObject(input),
        deadLetterQueue: this.failures.notStarted.queue,
        retryAttempts: RETRIES,
        maxEventAge: MOST_EVENT_AGE,
      }),
    });
  }
}
