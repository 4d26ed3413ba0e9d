/** Writes the network for one step of sampling as an ONNX model, with as much of protobuf as that takes. */
const FLOAT = 1;
const INT64 = 7;

function varint(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return Buffer.from([...bytes, value]);
}
const number = (field, value) => Buffer.concat([varint(field * 8), varint(value)]);
const bytes = (field, value) => {
  const content = typeof value === 'string' ? Buffer.from(value) : value;
  return Buffer.concat([varint(field * 8 + 2), varint(content.length), content]);
};
const message = (field, ...parts) => bytes(field, Buffer.concat(parts));

function node(operator, inputs, outputs, attributes = {}) {
  return message(
    1,
    ...inputs.map((name) => bytes(1, name)),
    ...outputs.map((name) => bytes(2, name)),
    bytes(4, operator),
    ...Object.entries(attributes).map(([name, value]) =>
      message(5, bytes(1, name), number(3, value), number(20, 2)),
    ),
  );
}

function tensor(name, shape) {
  const values = Float32Array.from(
    { length: shape.reduce((a, b) => a * b) },
    () => (Math.random() - 0.5) / 8,
  );
  const raw = Buffer.from(values.buffer);
  return message(5, ...shape.map((size) => number(1, size)), number(2, FLOAT), bytes(8, name), bytes(9, raw));
}

function value(field, name, type, shape) {
  const sizes = shape.map((size) => message(1, number(1, size)));
  return message(field, bytes(1, name), message(2, message(1, number(1, type), message(2, ...sizes))));
}

/** Inputs: character [1, streams], h0, c0, h1, … [1, streams, H]. Outputs: logits [1, streams, V], H0, C0, H1, … */
export function onnxModel({ vocabulary: V, embedding: E, units: H, layers, streams }) {
  const state = [1, streams, H];
  const parts = [value(11, 'character', INT64, [1, streams]), value(12, 'logits', FLOAT, [1, streams, V])];
  parts.push(tensor('embedding', [V, E]), node('Gather', ['embedding', 'character'], ['x0']));
  let below = 'x0';
  for (let n = 0; n < layers; n++) {
    const width = n === 0 ? E : H;
    parts.push(
      tensor(`W${n}`, [1, 4 * H, width]),
      tensor(`R${n}`, [1, 4 * H, H]),
      tensor(`B${n}`, [1, 8 * H]),
    );
    const inputs = [below, `W${n}`, `R${n}`, `B${n}`, '', `h${n}`, `c${n}`];
    parts.push(node('LSTM', inputs, ['', `H${n}`, `C${n}`], { hidden_size: H }));
    for (const name of ['h', 'c'])
      parts.push(
        value(11, `${name}${n}`, FLOAT, state),
        value(12, `${name.toUpperCase()}${n}`, FLOAT, state),
      );
    // One step: the last output [1, streams, H] is the whole sequence for the layer above.
    below = `H${n}`;
  }
  parts.push(tensor('kernel', [H, V]), tensor('bias', [V]));
  parts.push(node('MatMul', [below, 'kernel'], ['product']), node('Add', ['product', 'bias'], ['logits']));
  const graph = message(7, bytes(2, 'network'), ...parts);
  return Buffer.concat([number(1, 8), graph, message(8, bytes(1, ''), number(2, 13))]);
}
