// What may follow a dot in a name and makes a link to follow for mail programs: at least two letters.
const DOT = /(?<=[\p{L}\p{N}_-])[.．。｡](?=(\p{L}[\p{L}\p{N}-]+))/gu;
const SCHEME = /[:：](?=\/\/|／／)|(?<=(?<!\p{L})(?:mailto|tel|sms|file|data|javascript|vbscript)):(?=\S)/giu;
const ADDRESS = /(?<=[\p{L}\p{N}._%+-])[@＠](?=[\p{L}\p{N}])/gu;
const SHARE = /(?<!\[)\\\\(?=[\p{L}\p{N}])/gu;

/** Legal forms: a blank after the dot is how they are written as well, `Co. Ltd`. */
const LEGAL_FORMS =
  /^(ab|ag|as|bv|co|corp|gmbh|inc|jsc|kg|kk|lda|llc|llp|lp|ltd|ltda|nv|oy|oyj|plc|pte|pty|sa|sarl|sas|se|spa|srl)$/i;

/** Ends of file names that are no domain. */
const FILES = /^(csv|gz|json|tsv|txt|xls|xlsx)$/i;

/**
 * A text in which nothing is a link for a mail program or a terminal, and everything can still be read:
 * `https[:]//evil[.]example`, `Amazon[.]com`, `Example Co. Ltd`. A name that is a domain cannot be told from a link, so it
 * is treated as one.
 */
export function withoutLinks(text: string): string {
  return text
    .replace(SCHEME, "[:]")
    .replace(ADDRESS, "[@]")
    .replace(SHARE, "[\\\\]")
    .replace(DOT, (_dot, next: string) => {
      if (FILES.test(next)) return ".";
      return LEGAL_FORMS.test(next) ? ". " : "[.]";
    });
}
