import type { Port } from './port.ts';
import {
  parseMessage,
  workerMessage,
  type Failure,
  type HostMessage,
  type MethodTable,
  type ParametersOf,
  type ProgressOf,
  type ResultOf,
} from './wire.ts';

export type { Port } from './port.ts';

/** Why a call was not answered: the worker's own reasons, or that there is no worker any more. */
export type CallFailure = Failure['reason'] | 'crashed' | 'closed';

/** A call that failed. For `user` the message is one line that says what to do. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly reason: CallFailure;
  /** The stack on the worker's side, for the log. */
  readonly detail: string | undefined;

  constructor(reason: CallFailure, message: string, detail?: string) {
    super(message);
    this.reason = reason;
    this.detail = detail;
  }
}

export interface CallOptions<Progress> {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** When cancelled, waits until the worker has put its things in order instead of rejecting at once. */
  readonly patient?: boolean | undefined;
}

/** Calls the methods of a table on a worker. */
export interface Client<Methods extends MethodTable<Methods>> {
  /** Rejects with a CallError; a cancelled call rejects at once, whatever the worker does, unless it is patient. */
  call<Name extends keyof Methods & string>(
    method: Name,
    parameters: ParametersOf<Methods[Name]>,
    options?: CallOptions<ProgressOf<Methods[Name]>>,
  ): Promise<ResultOf<Methods[Name]>>;
  /** Rejects what is pending and ends the worker for good. */
  close(): Promise<void>;
}

/** A call that waits for its answer. */
interface Pending {
  resolve(value: unknown): void;
  reject(error: CallError): void;
  progress(value: unknown): void;
}

/** One life of a worker, from its start to its exit. */
interface Connection {
  readonly port: Port;
  readonly pending: Map<number, Pending>;
}

/**
 * A client that starts its worker at the first call, and anew at the next call after it died.
 * `report` gets one line for each thing that went wrong without a call to tell it to.
 */
export function createClient<Methods extends MethodTable<Methods>>(
  methods: Methods,
  open: () => Port,
  report: (problem: string) => void,
): Client<Methods> {
  let connection: Connection | undefined;
  let closed = false;
  let lastId = 0;

  const connect = (): Connection => {
    const fresh = openConnection(open, report, () => {
      if (connection === fresh) connection = undefined;
    });
    return fresh;
  };

  return {
    call: async (name, parameters, { signal, onProgress, patient } = {}) => {
      if (closed) throw closedError();
      if (signal?.aborted === true) throw cancelledError();
      connection ??= connect();
      const { progress: progressSchema, result } = methods[name];
      const value = await ask(
        connection,
        ++lastId,
        { name, parameters, signal, patient: patient === true },
        (value) => {
          if (onProgress === undefined) return;
          const parsed = parseMessage(progressSchema, value);
          if (parsed.ok) onProgress(parsed.value);
          else report(`Progress of “${name}” was not understood: ${parsed.problem}`);
        },
      );
      const parsed = parseMessage(result, value);
      if (parsed.ok) return parsed.value;
      throw new CallError('bug', `The answer to “${name}” was not understood: ${parsed.problem}`);
    },
    close: async () => {
      closed = true;
      const last = connection;
      connection = undefined;
      if (last === undefined) return;
      rejectAll(last, closedError());
      await last.port.terminate();
    },
  };
}

/** Starts a worker; `lost` is told once it is of no more use, before the calls that waited are rejected. */
function openConnection(open: () => Port, report: (problem: string) => void, lost: () => void): Connection {
  const port = open();
  const connection: Connection = { port, pending: new Map() };
  let alive = true;
  const end = (problem: string): void => {
    if (!alive) return;
    alive = false;
    lost();
    if (connection.pending.size > 0) report(`${problem} It is started anew when it is next needed.`);
    rejectAll(connection, new CallError('crashed', `${problem} Try again; the log has the details.`));
    void port.terminate();
  };
  port.onMessage((message) => {
    receive(connection, message, report);
  });
  port.onError((error) => {
    end(`The worker stopped with an error: ${error.message}.`);
  });
  port.onExit((code) => {
    end(`The worker ended unexpectedly (exit code ${code}).`);
  });
  return connection;
}

interface Question {
  readonly name: string;
  readonly parameters: unknown;
  readonly signal: AbortSignal | undefined;
  readonly patient: boolean;
}

function ask(
  { port, pending }: Connection,
  id: number,
  { name, parameters, signal, patient }: Question,
  progress: (value: unknown) => void,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const cancel = (): void => {
      post(port, { kind: 'cancel', id });
      if (patient) return;
      pending.delete(id);
      reject(cancelledError());
    };
    const done = (): void => {
      pending.delete(id);
      signal?.removeEventListener('abort', cancel);
    };
    signal?.addEventListener('abort', cancel, { once: true });
    pending.set(id, {
      progress,
      resolve: (value) => {
        done();
        resolve(value);
      },
      reject: (error) => {
        done();
        reject(error);
      },
    });
    post(port, { kind: 'call', id, method: name, parameters });
  });
}

/** Answers to calls that no longer wait (cancelled ones) are dropped silently. */
function receive({ pending }: Connection, message: unknown, report: (problem: string) => void): void {
  const parsed = parseMessage(workerMessage, message);
  if (!parsed.ok) {
    report(`A message from the worker was not understood: ${parsed.problem}`);
    return;
  }
  const call = pending.get(parsed.value.id);
  if (call === undefined) return;
  switch (parsed.value.kind) {
    case 'ok':
      call.resolve(parsed.value.value);
      break;
    case 'progress':
      call.progress(parsed.value.value);
      break;
    case 'error': {
      const { reason, message, detail } = parsed.value.failure;
      call.reject(new CallError(reason, message, detail));
    }
  }
}

function rejectAll({ pending }: Connection, error: CallError): void {
  for (const call of [...pending.values()]) call.reject(error);
}

const post = (port: Port, message: HostMessage): void => {
  port.postMessage(message);
};
const cancelledError = (): CallError => new CallError('cancelled', 'Cancelled.');
const closedError = (): CallError => new CallError('closed', 'Tunewright is shutting down.');
