"""The network in Keras on TensorFlow: a request as JSON in, seconds of each repeat as JSON out."""
import json
import os
import resource
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
import numpy as np
import tensorflow as tf

request = json.loads(sys.argv[1])
tf.config.threading.set_intra_op_parallelism_threads(request["threads"])
tf.config.threading.set_inter_op_parallelism_threads(request["threads"])
V, E, H, N = (request[key] for key in ("vocabulary", "embedding", "units", "layers"))
rows, length = request["batch"], request["sequence"]
keras = tf.keras


def network(batch, steps, stateful):
    return keras.Sequential(
        [keras.Input(batch_shape=(batch, steps)), keras.layers.Embedding(V, E)]
        + [keras.layers.LSTM(H, return_sequences=True, stateful=stateful) for _ in range(N)]
        + [keras.layers.Dense(V)]
    )


random = np.random.default_rng(1)
inputs, targets = (random.integers(V, size=(rows, length)).astype(np.int32) for _ in range(2))


def training():
    model = network(rows, length, False)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(1e-3, global_clipnorm=1.0), loss)
    return lambda: model.train_on_batch(inputs, targets)


def evaluation():
    model = network(rows, length, False)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(loss=loss)
    return lambda: model.test_on_batch(inputs, targets)


def sampling():
    model = network(request["streams"], 1, True)
    step = tf.function(lambda characters: model(characters, training=False))
    characters = tf.fill([request["streams"], 1], 5)
    return lambda: [step(characters).numpy() for _ in range(request["steps"])]


def product():
    left, right = tf.random.normal((rows, H)), tf.random.normal((H, 4 * H))
    return lambda: [tf.matmul(left, right) for _ in range(request["steps"])][-1].numpy()


work = {"product": product, "training": training, "evaluation": evaluation, "sampling": sampling}[request["work"]]()
wall, cpu = [], []
work()
work()
for _ in range(request["repeats"]):
    start, before = time.perf_counter(), time.process_time()
    work()
    wall.append(time.perf_counter() - start)
    cpu.append(time.process_time() - before)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"version": tf.__version__, "wall": wall, "cpu": cpu, "peakMegabytes": peak}))
