import { Stack } from "aws-cdk-lib";
import { EventBus } from "aws-cdk-lib/aws-events";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";

export interface AlertBusProps {
  encryptionKey: IKey;
  /** The queue for events that the bus can neither encrypt nor read. */
  undelivered: IQueue;
}

/**
 * The bus for the changes of alerts: one event for each. Rules on it belong to whoever wants to know; without one, it does
 * nothing and costs nothing.
 */
export class AlertBus extends Construct {
  readonly bus: EventBus;

  constructor(scope: Construct, id: string, { encryptionKey, undelivered }: AlertBusProps) {
    super(scope, id);
    const stack = Stack.of(this);
    // The name that CDK would give it is the same in each stack of an account.
    const eventBusName = `${stack.stackName}-alerts`;
    this.bus = new EventBus(this, "Bus", {
      eventBusName,
      description: "Chokepoint: one event for each change of an alert",
      kmsKey: encryptionKey,
      deadLetterQueue: undelivered,
    });
    // By its name: with a reference, the queue and the bus would each wait for the other.
    const busArn = stack.formatArn({ service: "events", resource: "event-bus", resourceName: eventBusName });
    undelivered.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal("events.amazonaws.com")],
        actions: ["sqs:SendMessage"],
        resources: [undelivered.queueArn],
        conditions: { ArnEquals: { "aws:SourceArn": busArn } },
      }),
    );
  }
}
