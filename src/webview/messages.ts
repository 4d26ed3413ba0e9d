/**
 * What the extension host and the preview page say to each other. Both sides derive their types from these
 * schemas and parse what arrives: neither trusts the other, and nothing is cast.
 *
 * Offsets count UTF-16 code units from the start of the tune's own text, exactly as it stands in the document
 * (with its line ends). A `revision` numbers what the host has shown; an answer that carries an older one is
 * about a text that is no longer there, and is dropped.
 */
import * as v from 'valibot';
import {
  failure,
  offset,
  parse,
  place,
  type Place,
  ready,
  revision,
  shortText,
  text,
  violation,
} from './messages-common.ts';

const range = v.strictObject({ start: offset, end: offset });

const format = v.picklist(['svg', 'midi', 'wav']);

const toPage = v.variant('type', [
  v.strictObject({
    type: v.literal('tune'),
    revision,
    /** The tune as it stands in the document. */
    text,
    /** Fields and directives at the top of the file that hold for every tune. */
    fileHeader: text,
    /** 0-based line of the document on which the tune starts. */
    firstLine: offset,
    /** What is selected in the editor (start = end: the cursor), or null when that lies outside the tune. */
    selection: v.nullable(range),
    remember: place,
  }),
  /** There is nothing to show, and why. */
  v.strictObject({
    type: v.literal('nothing'),
    revision,
    reason: shortText,
    remember: v.nullable(place),
  }),
  v.strictObject({ type: v.literal('selection'), revision, selection: v.nullable(range) }),
  v.strictObject({ type: v.literal('transport'), action: v.picklist(['toggle', 'stop', 'playFromCursor']) }),
  /** Make a file of the tune: its score, its notes or its sound. */
  v.strictObject({ type: v.literal('export'), format }),
]);

const toHost = v.variant('type', [
  ready,
  /** A note was clicked: show these characters of the tune in the editor. */
  v.strictObject({ type: v.literal('reveal'), revision, start: offset, end: offset }),
  v.strictObject({ type: v.literal('step'), direction: v.picklist(['previous', 'next']) }),
  v.strictObject({ type: v.literal('exported'), format, data: v.instance(Uint8Array) }),
  /** There is nothing to make a file of, and why. */
  v.strictObject({ type: v.literal('unexported'), reason: shortText }),
  violation,
  failure,
]);

/** What a tune can be exported as. */
export type ExportFormat = v.InferOutput<typeof format>;
/** A message from the host to the preview page. */
export type ToPage = v.InferOutput<typeof toPage>;
/** A message from the preview page to the host. */
export type ToHost = v.InferOutput<typeof toHost>;

/** The message in `value`, or null if it is none that the page understands. */
export const parseToPage = (value: unknown): ToPage | null => parse(toPage, value);

/** The message in `value`, or null if it is none that the host understands. */
export const parseToHost = (value: unknown): ToHost | null => parse(toHost, value);

/** The place that a page remembers, in what it kept across a reload; null if there is none. */
export const parsePlace = (value: unknown): Place | null => parse(place, value);
