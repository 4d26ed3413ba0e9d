import { canonicalBar } from './pieces.ts';

/**
 * Canonical body text being written: one blank at most, none beside bar lines, endings and line ends; no empty line.
 * A blank waits until something follows that it parts.
 */
export interface Writer {
  /** The lines that are complete, and the one being written. */
  lines: string;
  line: string;
  blankWaits: boolean;
  /** Inline fields that wait for the next piece of music. */
  fields: string;
  /** The last bar line. */
  bar: string;
  /** What stands at the end of what is written, the waiting blank aside. */
  last: 'start' | 'bar' | 'ending' | 'line' | 'join' | 'music';
}

/** What has been written. */
export function bodyOf({ lines, line }: Writer): string {
  return lines + line;
}

export function newWriter(): Writer {
  return { lines: '', line: '', blankWaits: false, fields: '', bar: '', last: 'start' };
}

/** A blank, if what comes next asks for one. */
export function putBlank(writer: Writer): void {
  if (writer.last === 'music') writer.blankWaits = true;
}

/** A note, rest, chord, opening bracket or ornament. */
export function putMusic(writer: Writer, text: string): void {
  writer.line += flushed(writer) + text;
  writer.last = 'music';
}

/** What clings to the music before it: a tie, a closing slur. A blank before it comes after it instead. */
export function putBehind(writer: Writer, text: string): void {
  writer.line += text;
  if (writer.last !== 'music') writer.last = 'join';
}

/** What joins the music on both sides: a broken rhythm sign, a tuplet's opening: no blank follows it. */
export function putJoin(writer: Writer, text: string, closeUp: boolean): void {
  if (closeUp) writer.blankWaits = false;
  writer.line += flushed(writer) + text;
  writer.last = 'join';
}

/** A bar line; two in a row become one. */
export function putBar(writer: Writer, text: string): void {
  const before = writer.last === 'bar' ? writer.bar : '';
  writer.bar = canonicalBar(before + text);
  writer.line = writer.line.slice(0, writer.line.length - before.length) + writer.bar;
  writer.blankWaits = false;
  writer.last = 'bar';
}

/** The numbers of a variant ending, behind its bar line where that can be: `|1`, `:|2`, else `[1`. */
export function putEnding(writer: Writer, numbers: string): void {
  const joins = writer.last === 'bar' && (writer.bar === '|' || writer.bar === ':|');
  writer.line += (joins ? '' : '[') + numbers;
  writer.blankWaits = false;
  writer.last = 'ending';
}

/** The end of a line of music; empty lines are not written. */
export function putLineEnd(writer: Writer): void {
  writer.blankWaits = false;
  if (writer.last === 'start' || writer.last === 'line') return;
  writer.lines += `${writer.line}\n`;
  writer.line = '';
  writer.last = 'line';
}

/** An inline field; it is written when music follows. */
export function putField(writer: Writer, letter: string, value: string): void {
  const others = writer.fields.replace(new RegExp(`\\[${letter}:[^\\]]*\\]`), '');
  writer.fields = `${others}[${letter}:${value}]`;
}

/** Writes what waits: for a prompt, which ends where the cursor is. */
export function flush(writer: Writer): void {
  writer.line += flushed(writer);
}

function flushed(writer: Writer): string {
  const text = (writer.blankWaits ? ' ' : '') + writer.fields;
  if (writer.fields !== '') writer.last = 'music';
  writer.blankWaits = false;
  writer.fields = '';
  return text;
}
