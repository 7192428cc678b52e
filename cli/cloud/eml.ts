import MimeNode from "nodemailer/lib/mime-node";
import PostalMime from "postal-mime";
import type { Email } from "./embedded-sns.ts";

/** The content of an `.eml` file. */
export interface ReadEmail {
  /** The id of the message, for machines. */
  id: string;
  sentAt: string;
  subject: string;
  text: string;
}

const ID_HEADER = "X-Chokepoint-Id";

/** The e-mail in the format of mail programs (RFC 5322), in ASCII. Its text is quoted-printable (RFC 2045). */
export async function toEml({ sentAt, to, id, subject, text }: Email): Promise<string> {
  const node = new MimeNode("text/plain; charset=utf-8");
  node.setHeader({
    From: "Chokepoint <no-reply@chokepoint.invalid>",
    To: to,
    Subject: subject,
    Date: `${sentAt.toUTCString().replace("GMT", "+0000")}`,
    "Message-ID": `<${id.replaceAll(/[^\w.-]/g, "")}@chokepoint.invalid>`,
    [ID_HEADER]: id,
    "Content-Transfer-Encoding": "quoted-printable",
  });
  node.setContent(text.replaceAll("\n", "\r\n"));
  const eml = (await node.build()).toString("latin1");
  const body = eml.indexOf("\r\n\r\n") + 4;
  // A line that is a dot ends a message where it is sent on, and one that begins with "From " begins another in a mailbox.
  const lines = eml.slice(body).replaceAll(/^\.|^F(?=rom )/gm, (found) => (found === "." ? "=2E" : "=46"));
  return eml.slice(0, body) + lines;
}

/** Reads an `.eml` file. */
export async function fromEml(eml: Uint8Array): Promise<ReadEmail> {
  const { headers, messageId = "", date, subject = "", text = "" } = await PostalMime.parse(eml);
  const own = headers.find(({ key }) => key === ID_HEADER.toLowerCase())?.value;
  return {
    // Earlier versions gave the id in the Message-ID alone.
    id: own ?? messageId.replace(/^<|@.*$/g, ""),
    sentAt: date ?? "",
    subject,
    text,
  };
}
