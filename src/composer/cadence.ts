/** What stands between the notes and could be taken for one. */
const NO_NOTES = /"[^"\n]*"|\[[A-Z]:[^\]\n]*\]|\{[^}\n]*\}/g;

/** Whether canonical music that began in `key` ends on the tonic; true where no key names one. */
export function endsOnTonic(music: string, key: string): boolean {
  const lastKey = [...music.matchAll(/\[K:([^\]\n]*)\]/g)].at(-1)?.[1] ?? key;
  const tonic = /^[A-G]/.exec(lastKey)?.[0];
  const last = [...music.replace(NO_NOTES, '').matchAll(/[A-Ga-g]/g)].at(-1)?.[0];
  return tonic === undefined || last?.toUpperCase() === tonic;
}
