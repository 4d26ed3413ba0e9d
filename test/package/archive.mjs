/** Reads the table of contents of a ZIP archive (APPNOTE.TXT 4.3.12 and 4.3.16). */
const END_OF_CENTRAL_DIRECTORY = 0x06054b50;
const CENTRAL_FILE_HEADER = 0x02014b50;
const END_SIZE = 22;
const HEADER_SIZE = 46;

/** @param {Buffer} archive @returns {string[]} the names of its files */
export function listArchive(archive) {
  let end = archive.length - END_SIZE;
  while (archive.readUInt32LE(end) !== END_OF_CENTRAL_DIRECTORY) end--;
  const count = archive.readUInt16LE(end + 10);
  const names = [];
  for (let at = archive.readUInt32LE(end + 16); names.length < count;) {
    if (archive.readUInt32LE(at) !== CENTRAL_FILE_HEADER) throw new Error('The archive is damaged.');
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    names.push(archive.toString('utf8', at + HEADER_SIZE, at + HEADER_SIZE + name));
    at += HEADER_SIZE + name + extra + comment;
  }
  return names;
}
