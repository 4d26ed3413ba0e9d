import { definedShorthand, SHORTHANDS } from '../../decorations.ts';
import type { Field } from '../../fields.ts';

/** Groups of marks on notes that are added and taken out together. */
export type OrnamentKind = 'ornaments' | 'grace notes' | 'articulation' | 'bowing' | 'fingering' | 'dynamics';

const NAMES: readonly (readonly [kind: OrnamentKind, names: string])[] = [
  [
    'ornaments',
    'trill trill( trill) trill-start lowermordent uppermordent mordent invertedmordent pralltriller pralltriller/ ' +
      'roll irishroll turn turnx turn/ invertedturn invertedturnx slide gmark doit fall bend rbend tr trillh',
  ],
  [
    'articulation',
    'accent > emphasis tenuto staccato dot dplus wedge marcato ^ umarcato sforzando fermata invertedfermata ' +
      'breath arpeggio arpeggiando tremolo1 tremolo2 tremolo3 tremolo4 trem trem1 trem2 trem3 trem4 / // /// //// ' +
      'shortphrase mediumphrase longphrase ghost ~( ~) -( -) glissando( glissando)',
  ],
  ['bowing', 'upbow downbow snap'],
  ['fingering', '0 1 2 3 4 5 open thumb + plus'],
  [
    'dynamics',
    'pppp ppp pp p mp mf f ff fff ffff sfz sf sfp fp crescendo( crescendo) <( <) diminuendo( diminuendo) >( >) ' +
      'cresc decresc dimin',
  ],
];

const KINDS: ReadonlyMap<string, OrnamentKind> = new Map(
  NAMES.flatMap(([kind, names]) => names.split(' ').map((name) => [name, kind] as const)),
);

/** All kinds, those first that a player would first leave out. */
export const ORNAMENT_KINDS: readonly OrnamentKind[] = [
  'ornaments',
  'grace notes',
  'articulation',
  'bowing',
  'fingering',
  'dynamics',
];

/**
 * The kind of the decoration of a name, `trill` or `p`; null for those that say what is played rather than how:
 * `segno`, `D.C.`, `8va(`, note heads; and for names that nobody knows.
 */
export function kindOfDecoration(name: string): OrnamentKind | null {
  return KINDS.get(name) ?? null;
}

/** Names of decorations by shorthand letter, as U: fields (file header first) leave them. */
export function shorthandNames(fields: readonly Field[]): ReadonlyMap<string, string> {
  const names = new Map(Object.entries(SHORTHANDS));
  for (const { letter, value } of fields) {
    const defined = letter === 'U' ? definedShorthand(value) : null;
    if (defined === null) continue;
    const name = /=\s*(?:!([^!]*)!|\+([^+]*)\+)/.exec(value);
    names.set(defined, name?.[1] ?? name?.[2] ?? '');
  }
  return names;
}
