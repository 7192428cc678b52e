/** The colours of one theme. Each name says what it stands for. */
export interface Palette {
  page: string;
  /** Behind tables and boxes. */
  panel: string;
  text: string;
  /** Less important text. */
  faint: string;
  link: string;
  /** Borders and grid lines, which nobody needs in order to understand. */
  line: string;
  /** Bars, bands and lines of what was measured. */
  measured: string;
  /** What is not known, and what is only possible. */
  unknown: string;
  /** Limits, and what is removed from the world. */
  critical: string;
  warning: string;
  /** What is inside its limits. */
  calm: string;
  /** Streams of goods. */
  stream: string;
  /** Text on `critical`, `warning` and `calm`. */
  onLevel: string;
}

/** Checked by a test: contrast, and that colours differ for people who see no red or no green. */
export const palettes: Record<"light" | "dark", Palette> = {
  light: {
    page: "#ffffff",
    panel: "#f5f7f9",
    text: "#1a2129",
    faint: "#55606c",
    link: "#0b57a4",
    line: "#d5dbe1",
    measured: "#0b5fae",
    unknown: "#75716a",
    critical: "#b3200f",
    warning: "#8a5a00",
    calm: "#2f6b4f",
    stream: "#7d93ad",
    onLevel: "#ffffff",
  },
  dark: {
    page: "#12171d",
    panel: "#1b222a",
    text: "#e7ecf1",
    faint: "#a7b3bf",
    link: "#86bdf7",
    line: "#35404b",
    measured: "#63a9ee",
    unknown: "#aaa59b",
    critical: "#ff8672",
    warning: "#e6b04a",
    calm: "#7cc7a1",
    stream: "#6d84a0",
    onLevel: "#12171d",
  },
};
