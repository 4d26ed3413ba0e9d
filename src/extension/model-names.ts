/** The longest name of a model's folder, short enough for every file system with room for what is added. */
const LONGEST = 60;

/** Leading dots hide a folder; Windows drops trailing ones and blanks. */
const EDGES = /^[-. ]+|[-. ]+$/g;

/** Names that Windows keeps for its devices. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** A name as a folder can bear it on every system; what cannot be is replaced by `-`. */
export function modelFolderName(name: string): string {
  const clean = name
    .normalize('NFC')
    .replaceAll(/[\\/:*?"<>|\u0000-\u001f\u007f]+/g, '-')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(EDGES, '');
  const cleaned = Array.from(clean).slice(0, LONGEST).join('').replaceAll(EDGES, '');
  if (cleaned === '') return 'my tunes';
  return RESERVED.test(cleaned) ? `${cleaned} tunes` : cleaned;
}
