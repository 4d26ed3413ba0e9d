/**
 * A text as Markdown that shows just it. The editor's own `appendText` does so too, but makes every blank one that
 * does not break, and long sentences then run out of the hover.
 */
export function asMarkdown(text: string): string {
  return text.replaceAll(/[!-/:-@[-`{-~]/g, String.raw`\$&`).replaceAll(/\s+/g, ' ');
}
