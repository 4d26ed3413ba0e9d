/** What abcjs found odd in a tune, as plain text. */
export interface Warning {
  /** 1-based line and column of the text given to abcjs; null where it names none. */
  readonly place: { readonly line: number; readonly column: number } | null;
  readonly message: string;
}

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** Undoes the three escapes that abcjs makes. */
function unescape(html: string): string {
  return html.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}

/**
 * Reads one of abcjs' warnings. They are HTML: "Music Line:4:7: message:  context", where the context is escaped
 * but the one offending character, marked by a span, is not. All markup goes; the context is kept short.
 */
export function readWarning(html: string): Warning {
  const marked = /^([^]*?)<span style="[^"]*">([^])<\/span>([^]*)$/.exec(html);
  const before = unescape(marked?.[1] ?? html);
  const located = /^Music Line:(\d+):(\d+): ([^]*?)(?:: {2}([^]*))?$/.exec(before);
  if (!located) return { place: null, message: before + (marked?.[2] ?? '') };
  const message = located[3] ?? '';
  const place = { line: Number(located[1]), column: Number(located[2]) };
  const near = shorten(located[4] ?? '', marked?.[2] ?? '', unescape(marked?.[3] ?? ''));
  return { place, message: near === '' ? message : `${message}: ${near}` };
}

/** At most a dozen characters on either side of what is wrong. */
function shorten(before: string, wrong: string, after: string): string {
  const left = before.length > 12 ? `…${before.slice(-12)}` : before;
  const right = after.length > 12 ? `${after.slice(0, 12)}…` : after;
  return `${left}${wrong === 'SPACE' ? ' ' : wrong}${right}`.trim();
}
