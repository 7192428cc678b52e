import { protocols, withoutPassword } from "../../shared/contract/messaging.ts";
import { lineOf } from "../../shared/values/one-line.ts";
import type { Found } from "../../shared/watchdog/watch.ts";
import type { Subscription, TopicSubscriber } from "../ports/topics.ts";

// An address gets its confirmation message at deployment, and has a day to confirm.
const CONFIRM_HOURS = 24;
// All that the watchdog remembers is stored in one item, and one user could add very many subscriptions.
const MOST_ADDED = 20;
const LONGEST_ENDPOINT = 300;
// The protocols that the configuration takes. SNS has more.
const CONFIGURABLE: ReadonlySet<string> = new Set(protocols);

/** The words for a topic. */
interface TopicWords {
  /** What the keys of its findings begin with. */
  key: string;
  topic: string;
  subscription: string;
  /** What somebody misses who is not subscribed. */
  missing: string;
  nobody: string;
}

const ALERTS: TopicWords = {
  key: "",
  topic: "the alert topic",
  subscription: "its subscription",
  missing: "receives no alert",
  nobody: "nobody receives the alerts: no subscription is confirmed",
};

const OPERATIONS: TopicWords = {
  key: "operations:",
  topic: "the operations topic",
  subscription: "its subscription to the operations topic",
  missing: "is not told what is wrong",
  nobody: "nobody is told what is wrong: no subscription to the operations topic is confirmed",
};

/** Finds deployed subscribers that alerts do not reach, and subscribers that nobody deployed. */
export function findSubscribers(subscriptions: Subscription[], deployed: TopicSubscriber[] | null): Found[] {
  return [
    ...findMissing(subscriptions, deployed, ALERTS),
    ...(deployed === null ? [] : findAdded(subscriptions, deployed)),
  ];
}

/** Finds operators who are not told what is wrong. Other subscribers of their topic, such as a pager, are fine. */
export function findOperators(subscriptions: Subscription[], addresses: string[] | null): Found[] {
  const deployed = addresses?.map((endpoint) => ({ protocol: "email", endpoint })) ?? null;
  return findMissing(subscriptions, deployed, OPERATIONS);
}

function findMissing(
  subscriptions: Subscription[],
  deployed: TopicSubscriber[] | null,
  words: TopicWords,
): Found[] {
  return [
    ...findNobody(subscriptions, words),
    ...findGone(subscriptions, deployed ?? [], words),
    ...findUnconfirmed(subscriptions, deployed, words),
  ];
}

function findNobody(subscriptions: Subscription[], { key, nobody: text }: TopicWords): Found[] {
  if (subscriptions.some(({ isConfirmed }) => isConfirmed)) return [];
  return [{ key: `${key}nobody`, text, graceHours: CONFIRM_HOURS }];
}

function findGone(
  subscriptions: Subscription[],
  deployed: TopicSubscriber[],
  { key, topic, missing }: TopicWords,
): Found[] {
  const subscribed = subscriptionKeys(subscriptions);
  const gone = deployed.filter((one) => !subscribed.has(subscriptionKey(one)));
  return gone.map((one) => ({
    key: `${key}gone:${subscriberName(one)}`,
    text: `${subscriberName(one)} has left ${topic} and ${missing}: subscribe it again`,
    graceHours: 0,
  }));
}

function findUnconfirmed(
  subscriptions: Subscription[],
  deployed: TopicSubscriber[] | null,
  { key, subscription, missing }: TopicWords,
): Found[] {
  const meant = deployed && subscriptionKeys(deployed);
  const waiting = subscriptions.filter(
    (one) => isEmail(one) && !one.isConfirmed && (meant === null || meant.has(subscriptionKey(one))),
  );
  return waiting.map((one) => ({
    key: `${key}unconfirmed:${subscriberName(one)}`,
    text: `${subscriberName(one)} has not confirmed ${subscription} and ${missing}`,
    graceHours: CONFIRM_HOURS,
  }));
}

function findAdded(subscriptions: Subscription[], deployed: TopicSubscriber[]): Found[] {
  const meant = subscriptionKeys(deployed);
  const added = subscriptions.filter((one) => !meant.has(subscriptionKey(one)));
  const found = added.slice(0, MOST_ADDED).map((one) => ({
    key: `added:${subscriberName(one)}`,
    text: `${subscriberName(one)} was subscribed to the alert topic and is not in the configuration: ${wayOn(one)}`,
    graceHours: 0,
  }));
  const more = added.length - MOST_ADDED;
  if (more <= 0) return found;
  const text = `and ${more} more subscriptions of the alert topic are not in the configuration`;
  return [...found, { key: "added:more", text, graceHours: 0 }];
}

function wayOn({ protocol }: TopicSubscriber): string {
  return CONFIGURABLE.has(protocol)
    ? "add it there, or unsubscribe it"
    : "unsubscribe it, or know why it is there";
}

function isEmail({ protocol }: TopicSubscriber): boolean {
  return protocol.startsWith("email");
}

function subscriptionKeys(subscribers: TopicSubscriber[]): Set<string> {
  return new Set(subscribers.map(subscriptionKey));
}

/** Identifies a subscriber as SNS lists it: the case of an e-mail address does not matter, and passwords are hidden. */
function subscriptionKey(subscriber: TopicSubscriber): string {
  const { protocol, endpoint } = subscriber;
  if (isEmail(subscriber)) return `email ${endpoint.toLowerCase()}`;
  return `${protocol} ${withoutPassword(endpoint)}`;
}

/** Its address, and its protocol unless it is e-mail. */
function subscriberName(subscriber: TopicSubscriber): string {
  const endpoint = lineOf(withoutPassword(subscriber.endpoint), LONGEST_ENDPOINT);
  return isEmail(subscriber) ? endpoint : `${subscriber.protocol} ${endpoint}`;
}
