/** What a field is, in the words of ABC 2.1 §3 made short. */
export interface FieldDescription {
  readonly name: string;
  readonly text: string;
  /** Where it may stand. */
  readonly where: string;
}

/** The fields by their letter, `+` included. */
export const FIELDS: ReadonlyMap<string, FieldDescription> = new Map([
  [
    'A',
    {
      name: 'Area',
      text: 'Where the tune comes from, more closely than O:. ABC 2.1 asks for O: instead.',
      where: 'header',
    },
  ],
  ['B', { name: 'Book', text: 'Printed source of the tune.', where: 'header' }],
  [
    'C',
    {
      name: 'Composer',
      text: 'Who made the tune; Trad. where nobody knows. May be repeated.',
      where: 'header',
    },
  ],
  ['D', { name: 'Discography', text: 'A recording of the tune.', where: 'header' }],
  ['F', { name: 'File URL', text: 'Where the file was found.', where: 'file header, header' }],
  ['G', { name: 'Group', text: 'A grouping of your own, for sorting.', where: 'file header, header' }],
  [
    'H',
    { name: 'History', text: 'A story about the tune. Goes on with +: lines.', where: 'file header, header' },
  ],
  [
    'I',
    {
      name: 'Instruction',
      text: 'A directive as a field: I:linebreak $ says what %%linebreak $ says.',
      where: 'anywhere',
    },
  ],
  [
    'K',
    {
      name: 'Key',
      text: 'Tonic, mode, extra accidentals and clef: K:Edor, K:D exp ^f _B, K:HP, K:none. The first one ends the header.',
      where: 'header (last), body, inline',
    },
  ],
  [
    'L',
    {
      name: 'Unit note length',
      text: 'How long a bare letter lasts: with L:1/8, A is an eighth, A2 a quarter. Without L:, 1/8 where the meter is 3/4 or more, 1/16 where it is less.',
      where: 'anywhere',
    },
  ],
  ['M', { name: 'Meter', text: 'Time signature: 6/8, C (4/4), C| (2/2), (2+3)/8, none.', where: 'anywhere' }],
  [
    'm',
    {
      name: 'Macro',
      text: 'Text to put in place of other text: m:~G2 = {A}G{F}G. With n on both sides it moves with the note.',
      where: 'anywhere',
    },
  ],
  ['N', { name: 'Notes', text: 'Remarks that are kept with the tune.', where: 'anywhere' }],
  [
    'O',
    {
      name: 'Origin',
      text: 'Country or region, the general first: O:Ireland; Clare.',
      where: 'file header, header',
    },
  ],
  [
    'P',
    {
      name: 'Parts',
      text: 'In the header the order of playing, P:A2(BC)3; in the body the label of the part that starts.',
      where: 'header, body, inline',
    },
  ],
  [
    'Q',
    {
      name: 'Tempo',
      text: 'Beat and beats a minute, 3/8=115, with words if you like: "Lively" 3/8=115.',
      where: 'header, body, inline',
    },
  ],
  [
    'R',
    {
      name: 'Rhythm',
      text: 'Kind of tune: jig, reel, slip jig. The composer goes by it.',
      where: 'anywhere',
    },
  ],
  [
    'r',
    { name: 'Remark', text: 'A comment that stays inside the tune; [r:…] within a line.', where: 'anywhere' },
  ],
  ['S', { name: 'Source', text: 'Whom or what the transcriber had it from.', where: 'header' }],
  [
    's',
    {
      name: 'Symbol line',
      text: 'Decorations, chord symbols and annotations for the notes of the line above, one item a note; * skips a note, | goes to the next bar.',
      where: 'body',
    },
  ],
  [
    'T',
    {
      name: 'Title',
      text: 'Name of the tune; later T: lines are other names. Follows X:.',
      where: 'header, body',
    },
  ],
  [
    'U',
    {
      name: 'User-defined symbol',
      text: 'Gives a letter a meaning: U:W = !wedge!. H–W and h–w are free to use.',
      where: 'anywhere',
    },
  ],
  [
    'V',
    {
      name: 'Voice',
      text: 'Starts or goes back to a voice, and sets its clef and name: V:2 clef=bass name="Left hand".',
      where: 'header, body, inline',
    },
  ],
  ['W', { name: 'Words', text: 'Verses printed below the tune.', where: 'header, body' }],
  [
    'w',
    {
      name: 'Lyrics',
      text: 'Syllables under the notes of the line above: - parts syllables, _ holds one, * skips a note, ~ joins words, | goes to the next bar.',
      where: 'body',
    },
  ],
  [
    'X',
    {
      name: 'Reference number',
      text: 'Begins a tune. Each tune of a file has a number of its own.',
      where: 'header (first)',
    },
  ],
  ['Z', { name: 'Transcription', text: 'Who wrote the tune down in ABC.', where: 'file header, header' }],
  ['+', { name: 'Continuation', text: 'Goes on with the field above it.', where: 'after a field' }],
]);
