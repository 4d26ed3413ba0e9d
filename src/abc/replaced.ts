/** `old` with the `removed` elements from `at` on replaced by `middle`; one copy where as many come as go. */
export function replaced<T>(old: readonly T[], at: number, removed: number, middle: readonly T[]): T[] {
  if (removed !== middle.length) return old.slice(0, at).concat(middle, old.slice(at + removed));
  const copy = old.slice();
  middle.forEach((element, index) => {
    copy[at + index] = element;
  });
  return copy;
}
