const BAR_LINE = /(?:\[?[|:]+\]?|\[(?=\d))(?:\d[\d,-]*)?/y;
/** Quoted text, an inline field or the start of a chord, in which `:`, `|` and digits part nothing; or one character. */
const MUSIC = /"[^"\n]*"|\[[A-Za-z]:[^\]\n]*\]|\[(?![|\d])|\(\d+(?::\d*)*|[^|:[]/y;

/** The end of the match of a sticky pattern at `at`; `at` itself where there is none. */
function past(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/**
 * A continuation up to the bar line that ends its first bar, with what belongs to that line (variant ending). Bar
 * lines before any music do not end a bar. All of the text where no bar line comes.
 */
export function firstBar(text: string): string {
  let hasMusic = false;
  for (let at = 0; at < text.length;) {
    const line = past(BAR_LINE, text, at);
    if (line > at && hasMusic) return text.slice(0, line);
    const next = line > at ? line : Math.max(at + 1, past(MUSIC, text, at));
    if (line === at && text.slice(at, next).trim() !== '') hasMusic = true;
    at = next;
  }
  return text;
}
