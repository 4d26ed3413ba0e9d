import { readFileSync } from 'node:fs';
import { array, type InferOutput, object, parse, record, string, unknown } from 'valibot';
import { expect, test } from 'vitest';
import { DIAGNOSTIC_RULES } from '../../../src/abc/diagnostics.ts';

const NAME = 'tunewright.diagnostics.rules';
const Setting = object({ properties: record(string(), unknown()), default: record(string(), unknown()) });
const Section = object({ properties: record(string(), unknown()) });
const Manifest = object({ contributes: object({ configuration: array(Section) }) });

/** The schema of the setting that switches each check. */
function setting(): InferOutput<typeof Setting> {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  const { contributes } = parse(Manifest, JSON.parse(text));
  const found = contributes.configuration.find(({ properties }) => NAME in properties);
  return parse(Setting, found?.properties[NAME]);
}

test('every check can be switched, and is on', () => {
  const on = Object.keys(DIAGNOSTIC_RULES).map((code) => [code, true]);
  expect(setting().default).toEqual(Object.fromEntries(on));
});

test('the settings say what each check looks for', () => {
  const described = Object.entries(DIAGNOSTIC_RULES).map(([code, description]) => [
    code,
    { type: 'boolean', default: true, description },
  ]);
  expect(setting().properties).toEqual(Object.fromEntries(described));
});
