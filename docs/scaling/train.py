"""Trains a model folder of Tunewright on several machines with tf.distribute; docs/scaling.md says how to use it.

Every worker runs this same program with its own TF_CONFIG; worker 0 writes the result.
"""
import argparse
import json
import pathlib

import numpy as np
import tensorflow as tf

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--model", required=True, help="folder to start from")
parser.add_argument("--tunes", required=True, help="canonical text, as `tunewright corpus` prints it")
parser.add_argument("--out", required=True, help="folder for the result")
parser.add_argument("--epochs", type=int, default=10)
parser.add_argument("--batch", type=int, default=64, help="tunes in a batch, over all workers")
parser.add_argument("--length", type=int, default=512, help="characters of a tune that are looked at")
parser.add_argument("--rate", type=float, default=1e-3)
parser.add_argument("--seed", type=int, default=1)
arguments = parser.parse_args()

# Must come before anything else of TensorFlow: it is what connects the workers.
strategy = tf.distribute.MultiWorkerMirroredStrategy()

import keras  # noqa: E402

from layers_format import load_model, save_model  # noqa: E402


def read_tunes():
    """Tunes as indices [tunes, length + 1], −1 behind their ends. Each begins with the line break and ends with the
    blank line that the model knows the beginning and the end of a tune by."""
    card = json.loads((pathlib.Path(arguments.model) / "tunewright.json").read_text("utf-8"))
    index = {character: i for i, character in enumerate(card["vocabulary"])}
    texts = pathlib.Path(arguments.tunes).read_text("utf-8").strip("\n").split("\n\n")
    rows = np.full((len(texts), arguments.length + 1), -1, np.int32)
    for row, text in zip(rows, texts):
        indices = [index.get(character, 0) for character in f"\n{text}\n\n"][: len(row)]
        row[: len(indices)] = indices
    return rows


def batches(context):
    """This worker's share of every batch."""
    tunes = tf.data.Dataset.from_tensor_slices(read_tunes())
    tunes = tunes.shuffle(100_000, seed=arguments.seed).repeat()
    tunes = tunes.shard(context.num_input_pipelines, context.input_pipeline_id)
    return tunes.batch(context.get_per_replica_batch_size(arguments.batch), drop_remainder=True)


with strategy.scope():
    model = load_model(arguments.model)
    # Each worker's share of the gradient is clipped before the shares are added.
    optimiser = keras.optimizers.Adam(arguments.rate, global_clipnorm=1.0)
    optimiser.build(model.trainable_variables)


def train_replica(tunes):
    """One step on one worker's share of a batch. The optimiser adds up the gradients of all of them."""
    inputs, targets = tf.maximum(tunes[:, :-1], 0), tunes[:, 1:]
    counted = tf.cast(targets >= 0, tf.float32)
    total = tf.distribute.get_replica_context().all_reduce(tf.distribute.ReduceOp.SUM, tf.reduce_sum(counted))
    with tf.GradientTape() as tape:
        logits = model(inputs, training=True)
        losses = tf.nn.sparse_softmax_cross_entropy_with_logits(tf.maximum(targets, 0), logits)
        loss = tf.reduce_sum(losses * counted) / total
    gradients = tape.gradient(loss, model.trainable_variables)
    optimiser.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


@tf.function
def train_step(tunes):
    return strategy.reduce(tf.distribute.ReduceOp.SUM, strategy.run(train_replica, (tunes,)), axis=None)


resolver = strategy.cluster_resolver
writes = resolver.task_id in (None, 0)
steps = max(1, len(read_tunes()) // arguments.batch)
data = iter(strategy.distribute_datasets_from_function(batches))
for epoch in range(arguments.epochs):
    bits = [float(train_step(next(data))) / np.log(2) for _ in range(steps)]
    if writes:
        print(f"epoch {epoch + 1}: {np.mean(bits):.3f} bits per character", flush=True)
if writes:
    save_model(model, arguments.model, arguments.out)
