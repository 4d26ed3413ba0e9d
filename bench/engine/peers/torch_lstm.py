"""The network in PyTorch: a request as JSON in, seconds of each repeat as JSON out."""
import json
import resource
import sys
import time

import torch
from torch import nn

request = json.loads(sys.argv[1])
torch.set_num_threads(request["threads"])
torch.manual_seed(1)
V, E, H, N = (request[key] for key in ("vocabulary", "embedding", "units", "layers"))
rows, length = request["batch"], request["sequence"]


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(V, E)
        self.lstm = nn.LSTM(E, H, N, batch_first=True)
        self.dense = nn.Linear(H, V)

    def forward(self, characters, state=None):
        output, state = self.lstm(self.embedding(characters), state)
        return self.dense(output), state


network = Network()
inputs, targets = torch.randint(V, (rows, length)), torch.randint(V, (rows, length))
cross_entropy = nn.CrossEntropyLoss()
optimiser = torch.optim.Adam(network.parameters(), 1e-3)


def train():
    optimiser.zero_grad()
    logits, _ = network(inputs)
    loss = cross_entropy(logits.reshape(-1, V), targets.reshape(-1))
    loss.backward()
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimiser.step()
    return loss.item()


def evaluate():
    with torch.inference_mode():
        logits, _ = network(inputs)
        return cross_entropy(logits.reshape(-1, V), targets.reshape(-1)).item()


def sample():
    with torch.inference_mode():
        character, state = torch.full((request["streams"], 1), 5), None
        for _ in range(request["steps"]):
            logits, state = network(character, state)
            logits.numpy()


def multiply():
    with torch.inference_mode():
        for _ in range(request["steps"]):
            torch.mm(left, right)


left, right = torch.randn(rows, H), torch.randn(H, 4 * H)
work = {"product": multiply, "training": train, "evaluation": evaluate, "sampling": sample}[request["work"]]
wall, cpu = [], []
work()
for _ in range(request["repeats"]):
    start, before = time.perf_counter(), time.process_time()
    work()
    wall.append(time.perf_counter() - start)
    cpu.append(time.process_time() - before)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"version": torch.__version__, "wall": wall, "cpu": cpu, "peakMegabytes": peak}))
