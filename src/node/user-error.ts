/** An error the user can do something about; its message is one line that says what. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

const ADVICE: Readonly<Partial<Record<string, string>>> = {
  ENOENT: 'no such file or folder; check the path',
  EACCES: 'permission denied; choose a place you may read and write',
  EPERM: 'not permitted; choose a place you may read and write',
  EROFS: 'that disk is read-only; choose another folder',
  ENOSPC: 'the disk is full; free some space and try again',
  EDQUOT: 'your disk quota is used up; free some space and try again',
  ENOTDIR: 'a file stands where a folder is needed; choose another path',
  EISDIR: 'this is a folder; name a file',
  EEXIST: 'something of that name exists already; choose another name',
  ENAMETOOLONG: 'the name is too long; choose a shorter one',
  EMFILE: 'too many files are open; close some programs and try again',
};

/** The file system's error, as a sentence about `path` that says what to do; anything else unchanged. */
export function explainFileError(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const advice = ADVICE[error.code];
  return advice === undefined ? error : new UserError(`${path}: ${advice}`, { cause: error });
}
