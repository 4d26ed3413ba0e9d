/** Finds the elements of a page by id and kind; fails with the name of one that is missing. */
export function partsOf(
  document: Document,
): <Kind extends HTMLElement>(id: string, kind: new () => Kind) => Kind {
  return (id, kind) => {
    const element = document.getElementById(id);
    if (!(element instanceof kind)) throw new Error(`The page has no ${kind.name} with the id "${id}".`);
    return element;
  };
}
