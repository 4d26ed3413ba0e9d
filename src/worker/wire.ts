import * as v from 'valibot';

/** What one kind of call takes, gives back, and tells while it runs. Both sides' types derive from it. */
export interface Method {
  readonly parameters: v.GenericSchema;
  readonly result: v.GenericSchema;
  readonly progress: v.GenericSchema;
}

/** A table of methods by name; written `Methods extends MethodTable<Methods>`. */
export type MethodTable<Methods> = { readonly [Name in keyof Methods]: Method };

export type ParametersOf<M extends Method> = v.InferOutput<M['parameters']>;
export type ResultOf<M extends Method> = v.InferOutput<M['result']>;
export type ProgressOf<M extends Method> = v.InferOutput<M['progress']>;

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** From the host to a worker. What `parameters` holds is checked against the method's own schema. */
export const hostMessage = v.variant('kind', [
  v.object({ kind: v.literal('call'), id, method: v.string(), parameters: v.unknown() }),
  v.object({ kind: v.literal('cancel'), id }),
]);
export type HostMessage = v.InferOutput<typeof hostMessage>;

/**
 * Why a call failed. `user`: the message says what the person can do; `bug`: it should not have happened;
 * `cancelled`: it was asked to stop.
 */
export const failure = v.object({
  reason: v.picklist(['user', 'bug', 'cancelled']),
  message: v.string(),
  detail: v.optional(v.string()),
});
export type Failure = v.InferOutput<typeof failure>;

/** From a worker to the host. */
export const workerMessage = v.variant('kind', [
  v.object({ kind: v.literal('ok'), id, value: v.unknown() }),
  v.object({ kind: v.literal('error'), id, failure }),
  v.object({ kind: v.literal('progress'), id, value: v.unknown() }),
]);
export type WorkerMessage = v.InferOutput<typeof workerMessage>;

export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

/** Parses what came over a port, or says in one line why it cannot be used. */
export function parseMessage<const Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
): Parsed<v.InferOutput<Schema>> {
  const result = v.safeParse(schema, input);
  if (result.success) return { ok: true, value: result.output };
  const [issue] = result.issues;
  return { ok: false, problem: `${v.getDotPath(issue) ?? 'message'}: ${issue.message}` };
}
