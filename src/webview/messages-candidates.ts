/**
 * What the extension host and the page that compares candidates say to each other; parsed on both sides. A
 * `revision` numbers what the host has asked the composer: an answer that carries an older one is dropped.
 */
import * as v from 'valibot';
import { failure, parse, place, ready, revision, shortText, text, violation } from './messages-common.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const candidate = v.strictObject({
  /** Music that would be inserted. */
  text,
  /** The model's probability for a character of it, as a geometric mean. */
  likelihood: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  bars: count,
});

const toPage = v.variant('type', [
  /** Where the candidates go on: the page keeps it across a reload of the window. */
  v.strictObject({ type: v.literal('place'), place }),
  /** The composer is at work. */
  v.strictObject({ type: v.literal('asking'), revision }),
  v.strictObject({
    type: v.literal('candidates'),
    revision,
    /** Fields of a tune, whole lines. */
    header: text,
    /** The bars before the cursor. */
    lead: text,
    candidates: v.pipe(v.array(candidate), v.minLength(1), v.maxLength(9)),
    /** How long the composer took. */
    millis: v.pipe(v.number(), v.minValue(0)),
  }),
  /** There is nothing to choose from, and why. */
  v.strictObject({ type: v.literal('nothing'), revision, reason: shortText }),
  /** The document is no longer what the candidates continue. */
  v.strictObject({ type: v.literal('stale'), revision }),
]);

const toHost = v.variant('type', [
  ready,
  /** Insert the candidate with this number, counting from 0. */
  v.strictObject({ type: v.literal('insert'), revision, choice: count }),
  /** Ask for others, at the cursor as it is now. */
  v.strictObject({ type: v.literal('again') }),
  v.strictObject({ type: v.literal('close') }),
  violation,
  failure,
]);

/** A message from the host to the page. */
export type ToCandidatesPage = v.InferOutput<typeof toPage>;
/** A message from the page to the host. */
export type FromCandidatesPage = v.InferOutput<typeof toHost>;

/** The message in `value`, or null if it is none that the page understands. */
export const parseToCandidatesPage = (value: unknown): ToCandidatesPage | null => parse(toPage, value);

/** The message in `value`, or null if it is none that the host understands. */
export const parseFromCandidatesPage = (value: unknown): FromCandidatesPage | null => parse(toHost, value);
