// A dot that mail programs take for part of a domain: a letter and at least one more letter, digit or hyphen
// follow.
const DOT = /(?<=[\p{L}\p{N}_-])[.．。｡](?=(\p{L}[\p{L}\p{N}-]+))/gu;
// After this word one letter is enough: a text may have been cut there.
const WWW = /(?<=www)[.．。｡](?=[\p{L}\p{N}])/giu;
const SCHEME = /[:：](?=\/\/|／／)|(?<=(?<!\p{L})(?:mailto|tel|sms|file|data|javascript|vbscript)):(?=\S)/giu;
const ADDRESS = /(?<=[\p{L}\p{N}._%+-])[@＠](?=[\p{L}\p{N}])/gu;
const SHARE = /(?<!\[)\\\\(?=[\p{L}\p{N}])/gu;

/** Legal forms. `Co. Ltd` is written with a blank too, and a blank after the dot breaks the link. */
const LEGAL_FORMS =
  /^(ab|ag|as|bv|co|corp|gmbh|inc|jsc|kg|kk|lda|llc|llp|lp|ltd|ltda|nv|oy|oyj|plc|pte|pty|sa|sarl|sas|se|spa|srl)$/i;

/** File name extensions that are not domains. */
const FILES = /^(csv|gz|json|tsv|txt|xls|xlsx)$/i;

/**
 * The text, still readable, but without anything that a mail program or terminal takes for a link:
 * `https[:]//evil[.]example`, `Amazon[.]com`, `Example Co. Ltd`. A name that is also a domain looks the same as
 * a link, so it is treated as one.
 */
export function withoutLinks(text: string): string {
  return text
    .replace(SCHEME, "[:]")
    .replace(ADDRESS, "[@]")
    .replace(SHARE, "[\\\\]")
    .replace(WWW, "[.]")
    .replace(DOT, (_dot, next: string) => {
      if (FILES.test(next)) return ".";
      return LEGAL_FORMS.test(next) ? ". " : "[.]";
    });
}
