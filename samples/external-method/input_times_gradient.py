"""Input × gradient as a command for `viseval run --external`, in plain PyTorch.

    viseval run --external "python samples/external-method/input_times_gradient.py"

VisEval adds: --input x.npy --targets t.npy --model FILE --out maps.npy
  x.npy     float32, N×C×H×W: the images as the network takes them, already normalized
  t.npy     int64, N: the class of each image that is to be explained
  FILE      the network, .onnx: your file, or a copy of it with other weights (metrics of randomization)
  maps.npy  written here: float32, N×H×W or N×C×H×W, larger = speaks more for the class

The weights must be read from FILE in every call: a metric that randomizes them asks whether the maps change.
"""
import argparse

import numpy
import torch

from onnx_network import load

parser = argparse.ArgumentParser()
for name in ("--input", "--targets", "--model", "--out"):
    parser.add_argument(name, required=True)
call = parser.parse_args()

network = load(call.model)
images = torch.from_numpy(numpy.load(call.input)).requires_grad_()
targets = torch.from_numpy(numpy.load(call.targets))

scores = network(images)
# Each image has scores of its own, so the sum has the gradients of all of them.
scores[torch.arange(len(targets)), targets].sum().backward()
numpy.save(call.out, (images * images.grad).detach().numpy())
