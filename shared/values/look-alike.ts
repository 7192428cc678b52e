// The titles of sections, in e-mails and on the terminal.
const TITLES =
  /\b(ALSO OPEN|ALSO NEW|BIGGEST (PATHS|LOSSES|PARTS|SELLERS)|BULLETIN|DATA BACK|EXAMPLE DATA|FRESH DATA|HOW IT GETS IN|HOW SURE|IF NOTHING CHANGES|ILLUSTRATIVE DATA|LIMITS? CHANGED|NOT FOUND|NO DATA|POLICY HAS CHANGED|PUBLISHED LATE|REFUSED (ROWS|FILES?)|RULE CHANGED|SENT LATE|STALE DATA|WHAT (CLEARS IT|IS LOST|MOVED IT|STAYS|YOU CAN DO|WOULD HAVE BEEN SENT)|WHO (HOLDS|SELLS) IT|WHO IT COMES THROUGH|WORST SINGLE REMOVALS)\b/;
const WHOLE_TITLES =
  /^(BEFORE|COMMANDS|DIFFERENCE|LEVELS|LOST|MEASURES|NEW|NEXT|OPEN|SILENCED|SOLVED|STILL|WHY)$|^(unknown( owner| supplier)?|an unknown .*|nobody|(\d+ )?others?|all others.*|whole sector|the sector itself)$/;
// `CRITICAL  Everything: 100.0 %`
const NEWS = /^(CLOSED|CRITICAL|EASED|POSSIBLE|RESOLVED|STILL|WARNING|WORSE|\[[A-Z ]+\]).*[:%]/;
const HEADER =
  /(^| )(bcc|cc|content-[a-z-]+|date|from|message-id|mime-version|received|reply-to|sender|subject|to|x-[a-z-]+) ?:(?= |$)/i;
// Marks between the steps of a chain and between columns, and lines drawn with characters.
const SEPARATORS = /(^| )[>|=](?= |$)|^[=─━—–_*#.~-]{3,}/;

/**
 * Whether a reader could mistake a name for a line that Chokepoint writes: a title, a piece of news, a mail
 * header, a step of a chain, a drawn line. A name in quotes cannot be mistaken.
 */
export function isLookAlike(name: string): boolean {
  if (/^"[^"]*"$/.test(name)) return false;
  const plain = name.normalize("NFKC");
  return [TITLES, WHOLE_TITLES, NEWS, HEADER, SEPARATORS].some((one) => one.test(plain));
}
