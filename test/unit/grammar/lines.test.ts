import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadGrammar, ROOT, tokenise } from './tokenise.ts';

const grammar = await loadGrammar();
const SEED = 20_211;
const parameters = { seed: SEED, numRuns: 500 };

/** Pieces that open, close or half-write every construct of music. */
const PIECE = fc.constantFrom(
  ...Array.from('ABcdefg,\'^_=/23zxyZ|:[](){}"!+-<>&.~HTuv$*\\`%#;? '),
  ...['[K:', '[V:1', '[r:', '[1', '["', '"^', '!trill', '+roll', '(3:', '(&', '{/', 'm:', 's:', 'w:', '\\"'],
);
const LINE = fc.array(PIECE, { maxLength: 30 }).map((pieces) => pieces.join(''));
/** A field other than H:, whose text may run on, and X:, which begins a tune of its own. */
const FIELD = fc
  .tuple(fc.constantFrom(...Array.from('ABCDFGIKLMNOPQRSTUVWZdmrsw')), LINE)
  .map(([letter, value]) => `${letter}:${value}`);
const DIRECTIVE = LINE.map((line) => `%%score ${line}`);

const PROBE = 'GAB "Am"^c2|: (3def [CE] {g}a !trill!b :|';

describe(`nothing that a line leaves open reaches the next one (seed ${SEED})`, () => {
  const alone = tokenise(grammar, `X:1\nK:C\n${PROBE}`).at(-1);

  test.each([
    ['music', LINE.map((line) => `c${line}`).filter((line) => !/^[A-Za-z]:(?![|:])/.test(line))],
    ['a field', FIELD],
    ['a directive', DIRECTIVE],
  ])('%s', (_, lines) => {
    fc.assert(
      fc.property(lines, (line) => {
        expect(tokenise(grammar, `X:1\nK:C\n${line}\n${PROBE}`).at(-1)).toEqual(alone);
      }),
      parameters,
    );
  });
});

test(`the tokens of any text tile its lines (seed ${SEED})`, () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(LINE, FIELD, fc.string({ unit: 'binary' }))), (lines) => {
      for (const line of tokenise(grammar, lines.join('\n')))
        expect(line.tokens.map((token) => token.text).join('')).toBe(line.text);
    }),
    parameters,
  );
});

test(`X: begins a tune after any text at all (seed ${SEED})`, () => {
  const fresh = tokenise(grammar, 'X:7\nK:C\nabc');
  const begin = fc.constantFrom('%%begintext', '%%beginps', '%%endtext', '', 'X:2', 'K:D');
  fc.assert(
    fc.property(fc.array(fc.oneof(LINE, FIELD, begin)), (lines) => {
      expect(tokenise(grammar, [...lines, 'X:7', 'K:C', 'abc'].join('\n')).slice(-3)).toEqual(fresh);
    }),
    parameters,
  );
});

const EXAMPLES = readdirSync(new URL('examples/', ROOT)).filter((name) => name.endsWith('.abc'));

describe('examples', () => {
  test.each(EXAMPLES)(
    '%s: every character of music has a scope of its own, and the last tune ends',
    (name) => {
      const lines = tokenise(grammar, `${readFileSync(new URL(`examples/${name}`, ROOT), 'utf8')}\n`);
      const bare = lines.flatMap(({ tokens }) =>
        tokens.filter(
          ({ scopes }) => scopes.includes('meta.music.abc') && scopes.at(-1) === 'meta.music.abc',
        ),
      );
      expect(bare).toEqual([]);
      expect(lines.at(-1)?.depth).toBe(1);
    },
  );
});
