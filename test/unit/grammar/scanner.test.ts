import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scan } from '../../../src/abc/scan.ts';
import type { TokenKind } from '../../../src/abc/token.ts';
import { loadGrammar, ROOT, tokenise } from './tokenise.ts';

const grammar = await loadGrammar();

/** The scopes, joined by blanks, that say what the scanner's kind of token says. */
const SCOPES: Partial<Record<TokenKind, RegExp>> = {
  'inline field': /meta\.inline-field/,
  note: /meta\.note/,
  rest: /language\.rest(?!\.multi)|numeric\.length/,
  'multimeasure rest': /rest\.multimeasure|numeric\.measures/,
  spacer: /spacer/,
  'chord open': /definition\.chord\.begin/,
  'chord close': /definition\.chord\.end|meta\.chord\S* constant\.numeric\.length/,
  'grace open': /definition\.grace\.begin|acciaccatura/,
  'grace close': /definition\.grace\.end/,
  tuplet: /meta\.tuplet/,
  'broken rhythm': /broken-rhythm/,
  tie: /operator\.tie/,
  'slur open': /slur\.(?:dotted\.)?begin/,
  'slur close': /slur\.end/,
  'bar line': /bar-line|control\.repeat/,
  'variant ending': /ending/,
  decoration: /meta\.decoration/,
  shorthand: /decoration\.shorthand|function\.user-symbol/,
  'chord symbol': /double\.chord-symbol/,
  annotation: /double\.annotation/,
  'beam space': /beam-break/,
  backquote: /backquote/,
  overlay: /overlay/,
  'line continuation': /line-continuation/,
  'score line break': /control\.line-break/,
  lyrics: /meta\.field\.lyrics/,
  comment: /comment\.line|file-identification/,
  'text block': /meta\.block\.text/,
};

/** Where the colours say something else than the scanner: its kind, the text, the scopes. */
function disagreements(text: string): string[] {
  const scopes = tokenise(grammar, text).flatMap((line) => [
    ...line.tokens.flatMap((token) => token.text.split('').map(() => token.scopes.join(' '))),
    'line break',
  ]);
  return scan(text).flatMap(({ kind, start, end }) => {
    const expected = SCOPES[kind];
    const wrong = expected && scopes.slice(start, end).find((scope) => !expected.test(scope));
    return wrong === undefined ? [] : [`${kind} ${text.slice(start, end)}: ${wrong}`];
  });
}

describe('the grammar and the scanner read alike', () => {
  const examples = readdirSync(new URL('examples/', ROOT)).filter((name) => name.endsWith('.abc'));
  test.each(examples)('%s', (name) => {
    expect(disagreements(readFileSync(new URL(`examples/${name}`, ROOT), 'utf8'))).toEqual([]);
  });

  const SEED = 1_642;
  test(`any sequence of whole constructs (seed ${SEED})`, () => {
    const construct = fc.constantFrom(
      ...[
        'c',
        "^f'",
        '_B,,3/2',
        '=A/',
        '^/g//',
        'z2',
        'x',
        'Z4',
        'y',
        ' ',
        '(3c',
        '(5:4:6c',
        '(',
        ')',
        '.(',
        '-',
        '>',
        '<<',
      ],
      ...[
        '[CE^g]2',
        '[DD]',
        '["Am"C.E]',
        '{ag}',
        '{/f}',
        '"Am7/C"',
        '"^slow"',
        '"N.C."',
        '!trill!',
        '+roll+',
        '~',
        '.',
        'T',
        'W',
      ],
      ...[
        '|',
        '||',
        '|]',
        '|:',
        ':|',
        '::',
        ':||:',
        '.|c',
        '[|]',
        '|1 ',
        '| 1 ',
        ':|2 ',
        '[1,3 ',
        '[K:Am]',
        '[V:1 clef=bass]',
        '[r:hm]',
      ],
      ...['&', '(&', '&)', '`', '$'],
    );
    const music = fc
      .array(construct, { maxLength: 40, size: 'max' })
      .map((constructs) => `X:1\nK:C\nc${constructs.join('')}`);
    fc.assert(
      fc.property(music, (text) => {
        expect(disagreements(text)).toEqual([]);
      }),
      { seed: SEED, numRuns: 3000 },
    );
  });
});
