import type { WorkerPort } from './port.ts';
import {
  hostMessage,
  parseMessage,
  type Failure,
  type MethodTable,
  type ParametersOf,
  type ProgressOf,
  type ResultOf,
  type WorkerMessage,
} from './wire.ts';

/** What a handler may do besides answering. */
export interface Call<Progress> {
  readonly signal: AbortSignal;
  progress(value: Progress): void;
}

export type Handlers<Methods extends MethodTable<Methods>> = {
  readonly [Name in keyof Methods]: (
    parameters: ParametersOf<Methods[Name]>,
    call: Call<ProgressOf<Methods[Name]>>,
  ) => Promise<ResultOf<Methods[Name]>>;
};

/** Errors of these names carry a message for the person, one line that says what to do. */
const FOR_THE_USER = new Set([
  'UserError',
  'ModelError',
  'TrainingError',
  'CheckpointError',
  'ComposerError',
]);

/**
 * Answers the calls that come over a port. Calls run one at a time in the order they came, since they share
 * one model; a cancelled one that has not begun never does. `pause` lets waiting messages in, so that a call
 * and its cancellation that arrive together are seen together.
 */
export function serve<Methods extends MethodTable<Methods>>(
  methods: Methods,
  handlers: Handlers<Methods>,
  port: WorkerPort,
  pause: () => Promise<void>,
): void {
  const running = new Map<number, AbortController>();
  const post = (message: WorkerMessage): void => {
    port.postMessage(message);
  };
  let last: Promise<void> = Promise.resolve();

  const run = async (id: number, name: string, parameters: unknown, signal: AbortSignal): Promise<void> => {
    await pause();
    try {
      const progress = (value: unknown): void => {
        post({ kind: 'progress', id, value });
      };
      post({
        kind: 'ok',
        id,
        value: await answer(methods, handlers, name, parameters, { signal, progress }),
      });
    } catch (error) {
      post({ kind: 'error', id, failure: failureOf(error, signal) });
    } finally {
      running.delete(id);
    }
  };

  port.onMessage((message) => {
    const parsed = parseMessage(hostMessage, message);
    if (!parsed.ok) {
      const id = idOf(message);
      if (id !== undefined) post({ kind: 'error', id, failure: { reason: 'bug', message: parsed.problem } });
      return;
    }
    if (parsed.value.kind === 'cancel') {
      running.get(parsed.value.id)?.abort();
      return;
    }
    const { id, method, parameters } = parsed.value;
    const controller = new AbortController();
    running.set(id, controller);
    last = last.then(() => run(id, method, parameters, controller.signal));
  });
}

async function answer<Methods extends MethodTable<Methods>>(
  methods: Methods,
  handlers: Handlers<Methods>,
  name: string,
  parameters: unknown,
  call: Call<unknown>,
): Promise<unknown> {
  call.signal.throwIfAborted();
  if (!isMethod(methods, name)) throw new Error(`There is no method “${name}”`);
  const parsed = parseMessage(methods[name].parameters, parameters);
  if (!parsed.ok) throw new Error(`The parameters of “${name}” were not understood: ${parsed.problem}`);
  return handlers[name](parsed.value, call);
}

function isMethod<Methods extends MethodTable<Methods>>(
  methods: Methods,
  name: string,
): name is keyof Methods & string {
  return Object.hasOwn(methods, name);
}

function idOf(message: unknown): number | undefined {
  if (typeof message !== 'object' || message === null || !('id' in message)) return undefined;
  return typeof message.id === 'number' && Number.isSafeInteger(message.id) && message.id > 0
    ? message.id
    : undefined;
}

function failureOf(error: unknown, signal: AbortSignal): Failure {
  if (signal.aborted) return { reason: 'cancelled', message: 'Cancelled.' };
  if (!(error instanceof Error)) return { reason: 'bug', message: String(error) };
  if (FOR_THE_USER.has(error.name)) return { reason: 'user', message: error.message };
  return { reason: 'bug', message: error.message, ...(error.stack !== undefined && { detail: error.stack }) };
}
