import { fileURLToPath } from "node:url";
import { Duration, RemovalPolicy, Stack, TimeZone, Validations } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, Runtime } from "aws-cdk-lib/aws-lambda";
import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
import { LogLevel, NodejsFunction, OutputFormat, SourceMapMode } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Schedule, ScheduleExpression, ScheduleTargetInput } from "aws-cdk-lib/aws-scheduler";
import { LambdaInvoke } from "aws-cdk-lib/aws-scheduler-targets";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { SectorSchedule } from "./deployment.ts";

export interface ScheduledFunctionProps {
  /** The handler's file, from the root of the project. */
  entry: string;
  description: string;
  environment: Record<string, string>;
  schedules: SectorSchedule[];
  logRetentionDays: number;
}

const ROOT = fileURLToPath(new URL("..", import.meta.url));

// An answer later than the next run is of no use.
const MOST_EVENT_AGE = Duration.hours(2);
const RETRIES = 2;

/**
 * A function that is started once per sector by its own schedule. What cannot be started, or fails after its
 * retries, lands in the dead-letter queue. Its role allows nothing but writing its log, until told more.
 */
export class ScheduledFunction extends Construct {
  readonly handler: NodejsFunction;
  private readonly deadLetters: Queue;
  private readonly role: Role;

  constructor(scope: Construct, id: string, props: ScheduledFunctionProps) {
    super(scope, id);
    this.deadLetters = this.createDeadLetters();
    const logGroup = new LogGroup(this, "Log", {
      retention: props.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, "Role", { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
    logGroup.grantWrite(this.role);
    this.handler = this.createHandler(props, logGroup);
    const starter = this.createStarter();
    for (const schedule of props.schedules) this.createSchedule(schedule, starter);
  }

  /** Allows the function exactly these calls on one resource. */
  allow(actions: string[], resource: string): void {
    this.role.addToPolicy(new PolicyStatement({ actions, resources: [resource] }));
  }

  private createDeadLetters(): Queue {
    const queue = new Queue(this, "DeadLetters", {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    Validations.of(queue).acknowledge({
      id: "AwsSolutions-SQS3",
      reason: "This is itself the dead-letter queue of the schedules and of the function.",
    });
    return queue;
  }

  private createHandler(props: ScheduledFunctionProps, logGroup: LogGroup): NodejsFunction {
    return new NodejsFunction(this, "Handler", {
      entry: `${ROOT}${props.entry}`,
      projectRoot: ROOT,
      depsLockFilePath: `${ROOT}package-lock.json`,
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 1769,
      timeout: Duration.minutes(15),
      environment: { ...props.environment, NODE_OPTIONS: "--enable-source-maps" },
      role: this.role,
      logGroup,
      retryAttempts: RETRIES,
      maxEventAge: MOST_EVENT_AGE,
      onFailure: new SqsDestination(this.deadLetters),
      bundling: {
        format: OutputFormat.ESM,
        target: "node24",
        mainFields: ["module", "main"],
        bundleAwsSDK: true,
        minify: true,
        sourceMap: true,
        sourceMapMode: SourceMapMode.DEFAULT,
        sourcesContent: false,
        logLevel: LogLevel.WARNING,
      },
    });
  }

  /** The role of the schedules. CDK would also grant every version of the function, by a wildcard. */
  private createStarter(): Role {
    const ownAccount = { StringEquals: { "aws:SourceAccount": Stack.of(this).account } };
    const starter = new Role(this, "Starter", {
      assumedBy: new ServicePrincipal("scheduler.amazonaws.com", { conditions: ownAccount }),
    });
    starter.addToPolicy(
      new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [this.handler.functionArn] }),
    );
    starter.addToPolicy(
      new PolicyStatement({ actions: ["sqs:SendMessage"], resources: [this.deadLetters.queueArn] }),
    );
    return starter;
  }

  private createSchedule({ sector, expression, timeZone }: SectorSchedule, starter: Role): void {
    const created = new Schedule(this, `Schedule-${sector}`, {
      description: `Recomputes ${sector}`,
      schedule: ScheduleExpression.expression(expression, TimeZone.of(timeZone)),
      target: new LambdaInvoke(this.handler, {
        role: starter.withoutPolicyUpdates(),
        input: ScheduleTargetInput.fromObject({ sector }),
        deadLetterQueue: this.deadLetters,
        retryAttempts: RETRIES,
        maxEventAge: MOST_EVENT_AGE,
      }),
    });
    // The first tick must find the role's permissions in place.
    created.node.addDependency(starter);
  }
}
