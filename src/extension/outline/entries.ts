import type { Section } from '../../abc/book.ts';
import { type OutlineEntry, outlineOf } from '../../abc/outline.ts';
import { headingOf } from '../heading.ts';

/** A line of the outline. Offsets count from the start of its tune; the field lies within the entry. */
export interface Entry {
  readonly kind: 'tune' | OutlineEntry['kind'];
  /** Never empty: the editor refuses that. */
  readonly name: string;
  readonly detail: string;
  readonly start: number;
  readonly end: number;
  readonly fieldStart: number;
  readonly fieldEnd: number;
  readonly children: readonly Entry[];
}

const TITLES: Readonly<Record<OutlineEntry['kind'], string>> = { part: 'Part', voice: 'Voice' };

function entryOf(entry: OutlineEntry): Entry {
  const name = `${TITLES[entry.kind]} ${entry.name}`.trim();
  return { ...entry, name, children: entry.children.map(entryOf) };
}

/** The order that P: of the header gives the parts, `AABB`. */
function partsOf(tune: string): string {
  const key = tune.search(/^K:/m);
  const header = key < 0 ? tune : tune.slice(0, key);
  return /^P:([^\r\n%]*)/m.exec(header)?.[1]?.trim() ?? '';
}

/** A tune as the outline shows it, with its parts and voices. */
export function tuneEntry({ text }: Section): Entry {
  const { name, detail, from, to } = headingOf(text);
  const parts = partsOf(text);
  return {
    kind: 'tune',
    name,
    detail: [detail, parts].filter((part) => part !== '').join(' · '),
    start: 0,
    end: text.trimEnd().length,
    fieldStart: from,
    fieldEnd: to,
    children: outlineOf(text).map(entryOf),
  };
}
