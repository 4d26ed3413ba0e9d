"""Model folders of Tunewright as Keras models, and back: the TF.js Layers format with nothing but NumPy and Keras."""
import json
import pathlib
import shutil

import keras
import numpy as np


def load_model(folder):
    """The Keras model of a folder. Keras keeps all that matters: gate order i, f, c, o, and one bias for each gate."""
    folder = pathlib.Path(folder)
    description = json.loads((folder / "model.json").read_text("utf-8"))
    layers = description["modelTopology"]["config"]["layers"]
    embedding, *recurrent, dense = [layer["config"] for layer in layers]
    model = keras.Sequential(
        [keras.Input((None,), dtype="int32")]
        + [keras.layers.Embedding(embedding["input_dim"], embedding["output_dim"], name="embedding")]
        + [keras.layers.LSTM(layer["units"], return_sequences=True, name=layer["name"]) for layer in recurrent]
        + [keras.layers.Dense(dense["units"], name="dense")]
    )
    values = [read for group in description["weightsManifest"] for read in read_group(folder, group)]
    model.set_weights(values)
    return model


def read_group(folder, group):
    """The tensors of one group of the manifest; their bytes lie one after the other in its files."""
    data = b"".join((folder / path).read_bytes() for path in group["paths"])
    offset = 0
    for tensor in group["weights"]:
        stored = np.dtype(tensor.get("quantization", {}).get("dtype", tensor["dtype"])).newbyteorder("<")
        count = int(np.prod(tensor["shape"]))
        values = np.frombuffer(data, stored, count, offset)
        offset += stored.itemsize * count
        yield values.astype(np.float32).reshape(tensor["shape"])


def save_model(model, start, folder):
    """Writes the weights of `model`, which began as the folder `start`, to a new folder with the same vocabulary."""
    start, folder = pathlib.Path(start), pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    description = json.loads((start / "model.json").read_text("utf-8"))
    tensors = [tensor for group in description["weightsManifest"] for tensor in group["weights"]]
    values = [np.asarray(value, "<f4") for value in model.get_weights()]
    for tensor, value in zip(tensors, values, strict=True):
        assert list(value.shape) == tensor["shape"], f"{tensor['name']} has the shape {value.shape}"
    plain = [{"name": tensor["name"], "shape": tensor["shape"], "dtype": "float32"} for tensor in tensors]
    description["weightsManifest"] = [{"paths": ["weights.bin"], "weights": plain}]
    (folder / "weights.bin").write_bytes(b"".join(value.tobytes() for value in values))
    (folder / "model.json").write_text(json.dumps(description), "utf-8")
    shutil.copy(start / "tunewright.json", folder / "tunewright.json")
