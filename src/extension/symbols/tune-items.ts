import { headingOf, titlesOf } from '../heading.ts';

/** How a tune stands in a list to choose from. */
export interface TuneLabel {
  /** `12. The Kesh` */
  readonly label: string;
  /** `jig · 6/8 · G · also Kincora` */
  readonly description: string;
}

/** The label of a tune: its number and first title, then what it is and what else it is called. */
export function labelOf(tuneText: string): TuneLabel {
  const { name, detail } = headingOf(tuneText);
  const others = titlesOf(tuneText).slice(1);
  const also = others.length === 0 ? '' : `also ${others.join(', ')}`;
  return { label: name, description: [detail, also].filter((part) => part !== '').join(' · ') };
}
