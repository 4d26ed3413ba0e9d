/**
 * Names of decorations: those of ABC 2.1 §4.14, then those that abcjs, abc2midi and abcm2ps know besides.
 */
export const DECORATIONS: ReadonlySet<string> = new Set(
  [
    'trill trill( trill) lowermordent uppermordent mordent pralltriller roll turn turnx invertedturn invertedturnx',
    'arpeggio > accent emphasis fermata invertedfermata tenuto 0 1 2 3 4 5 + plus snap slide wedge upbow downbow',
    'open thumb breath pppp ppp pp p mp mf f ff fff ffff sfz crescendo( <( crescendo) <) diminuendo( >( diminuendo)',
    '>) segno coda D.S. D.C. dacoda dacapo fine shortphrase mediumphrase longphrase staccato ^ marcato',
    'umarcato style=normal style=harmonic style=rhythm style=x style=triangle beam-accel beam-grace beambr1 beambr2',
    'courtesy cresc decresc dimin fp sf sfp gmark dot dplus 8va( 8va) 8vb( 8vb) 15ma( 15ma) 15mb( 15mb) rbend',
    'tremolo1 tremolo2 tremolo3 tremolo4 / // /// //// ped ped-up ped( ped) stemless xstem head-x repeatbar',
    'repeatbar2 rbstart rbstop trem1 trem2 trem3 trem4 ~( ~) -( -) glissando( glissando) editorial doit irishroll',
    'ghost tie-start longa arpeggiando D.C.alfine D.C.alcoda D.S.alfine D.S.alcoda turn/ pralltriller/ /( /)',
    'invertedmordent trem sforzando bend fall ottava( ottava) a( a) ^( ^) nobeam trill-start xnote tr trillh mark',
    'beamon beam-rall invisible tie( tie)',
  ]
    .join(' ')
    .split(' '),
);

/** Letters that stand for a decoration where no U: says otherwise (§4.14); J and R as abcjs and abcm2ps have them. */
export const SHORTHANDS: Readonly<Record<string, string>> = {
  '.': 'staccato',
  '~': 'roll',
  H: 'fermata',
  J: 'slide',
  L: 'accent',
  M: 'lowermordent',
  O: 'coda',
  P: 'uppermordent',
  R: 'roll',
  S: 'segno',
  T: 'trill',
  u: 'upbow',
  v: 'downbow',
};

/** The letter that the value of a U: field defines: `T = !trill!` defines T. */
export function definedShorthand(value: string): string | null {
  return /^([H-Wh-w~])\s*=/.exec(value)?.[1] ?? null;
}
