import type { TopicMessage } from "../bulletin/topic-message.ts";
import { withoutPassword } from "../contract/messaging.ts";
import { attributeFields, bodyFields } from "./fields.ts";
import { readFilter } from "./filter-policy.ts";
import { unmetText } from "./filter-words.ts";
import { type Answer, judge } from "./judge.ts";

/** The filter of a subscription as SNS has it. Without a scope it is about the attributes of a message. */
interface SubscriptionFilter {
  scope: string;
  policy: string;
}

/** A subscription of a topic with its filter: `null` for none, or why it could not be read. */
export interface FilteredSubscription {
  protocol: string;
  endpoint: string;
  isConfirmed: boolean;
  filter: SubscriptionFilter | null | { problem: string };
}

/** What becomes of a message at one subscription. */
export interface Delivery {
  protocol: string;
  endpoint: string;
  state: "confirmed" | "pending";
  /** Whether SNS sends it there. */
  delivers: Answer;
  /** Why it does not, or why that is not known; `null` when it does. */
  why: string | null;
  /** The filter policy, as it stands; `null` for none, or when it could not be read. */
  filter: SubscriptionFilter | null;
}

/** Whether SNS sends a message to a subscription, by its state and its filter. */
export function deliveryTo(subscription: FilteredSubscription, message: TopicMessage): Delivery {
  const { protocol, endpoint, isConfirmed, filter } = subscription;
  return {
    ...{ protocol, endpoint: withoutPassword(endpoint), state: isConfirmed ? "confirmed" : "pending" },
    ...answerTo(subscription, message),
    filter: filter !== null && "policy" in filter ? filter : null,
  };
}

function answerTo(
  { isConfirmed, protocol, filter }: FilteredSubscription,
  message: TopicMessage,
): Pick<Delivery, "delivers" | "why"> {
  if (!isConfirmed) return { delivers: "no", why: "it is not confirmed" };
  if (filter === null) return { delivers: "yes", why: null };
  if ("problem" in filter)
    return { delivers: "unknown", why: `whether it has a filter could not be read: ${filter.problem}` };
  const read = readFilter(filter.policy);
  if (read === null) return { delivers: "unknown", why: "its filter policy cannot be read" };
  const fields = filter.scope === "MessageBody" ? bodyFields(message, protocol) : attributeFields(message);
  if (fields === null) {
    const why = `its filter reads the text of the message, and what ${protocol} gets is no JSON`;
    return { delivers: "no", why };
  }
  const judged = judge(read, fields);
  return { delivers: judged.answer, why: judged.answer === "yes" ? null : unmetText(judged, fields) };
}
