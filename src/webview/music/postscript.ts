/**
 * Makes PostScript in a tune harmless, length and lines kept: abcjs 6.7.2 skips a `%%beginps` block in a loop
 * that never ends. The block becomes comments; an inline field that starts one becomes an unknown instruction.
 */
export function withoutPostScript(text: string): string {
  if (!/beginps/i.test(text)) return text;
  const blocks = /^%%[ \t]*beginps\b[^]*?(?:^%%endps.*$|(?![^]))/gim;
  return text
    .replace(blocks, (block) => block.replace(/^..?/gm, (start) => '% '.slice(0, start.length)))
    .replace(/(\[I:[ \t]*)beginps/gi, '$1-------');
}
