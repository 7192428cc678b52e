import { Duration, Stack, TimeZone } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
import { Schedule, ScheduleExpression, ScheduleTargetInput } from "aws-cdk-lib/aws-scheduler";
import { LambdaInvoke } from "aws-cdk-lib/aws-scheduler-targets";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { createDeadLetters } from "./dead-letters.ts";
import type { Timing } from "./deployment.ts";
import { type FunctionProps, LeastPrivilegeFunction } from "./least-privilege-function.ts";

/** One start of a function: when, and with what payload. */
export interface StartSchedule extends Timing {
  /** Tells it apart from the function's other schedules. */
  id: string;
  description: string;
  input: object;
}

export interface ScheduledFunctionProps extends FunctionProps {
  schedules: StartSchedule[];
}

// An answer later than the next run is of no use.
const MOST_EVENT_AGE = Duration.hours(2);
const RETRIES = 2;

/**
 * A function that is started by its own schedules. What cannot be started, or fails after its retries, lands in the
 * dead-letter queue.
 */
export class ScheduledFunction extends Construct {
  readonly function: LeastPrivilegeFunction;
  private readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { schedules, ...props }: ScheduledFunctionProps) {
    super(scope, id);
    this.deadLetters = createDeadLetters(this);
    this.function = new LeastPrivilegeFunction(this, "Function", props, {
      retryAttempts: RETRIES,
      maxEventAge: MOST_EVENT_AGE,
      onFailure: new SqsDestination(this.deadLetters),
    });
    const starter = this.createStarter();
    for (const schedule of schedules) this.createSchedule(schedule, starter);
  }

  /** The role of the schedules. CDK would also grant every version of the function, by a wildcard. */
  private createStarter(): Role {
    const ownAccount = { StringEquals: { "aws:SourceAccount": Stack.of(this).account } };
    const starter = new Role(this, "Starter", {
      assumedBy: new ServicePrincipal("scheduler.amazonaws.com", { conditions: ownAccount }),
    });
    const { functionArn } = this.function.handler;
    starter.addToPolicy(
      new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [functionArn] }),
    );
    starter.addToPolicy(
      new PolicyStatement({ actions: ["sqs:SendMessage"], resources: [this.deadLetters.queueArn] }),
    );
    return starter;
  }

  private createSchedule(schedule: StartSchedule, starter: Role): void {
    const { id, description, expression, timeZone, input } = schedule;
    const created = new Schedule(this, `Schedule-${id}`, {
      description,
      schedule: ScheduleExpression.expression(expression, TimeZone.of(timeZone)),
      target: new LambdaInvoke(this.function.handler, {
        role: starter.withoutPolicyUpdates(),
        input: ScheduleTargetInput.fromObject(input),
        deadLetterQueue: this.deadLetters,
        retryAttempts: RETRIES,
        maxEventAge: MOST_EVENT_AGE,
      }),
    });
    // The first tick must find the role's permissions in place.
    created.node.addDependency(starter.node.findChild("DefaultPolicy"));
  }
}
