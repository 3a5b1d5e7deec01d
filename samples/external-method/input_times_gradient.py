"""Input × gradient as a command for `viseval run --external`, in plain PyTorch.

    viseval run --external "python samples/external-method/input_times_gradient.py"
    viseval run --external "python samples/external-method/input_times_gradient.py" --external-serve    (faster)

VisEval adds: --input x.npy --targets t.npy --model FILE --out maps.npy
  x.npy     float32, N×C×H×W: the images as the network takes them, already normalized
  t.npy     int64, N: the class of each image that is to be explained
  FILE      the network, .onnx: your file, or a copy of it with other weights (metrics of randomization)
  maps.npy  written here: float32, N×H×W or N×C×H×W, larger = speaks more for the class

The weights must be read from FILE in every call: a metric that randomizes them asks whether the maps change.
With --external-serve it adds --serve instead, and the four options come as a line of JSON for each call.
"""
import argparse
import json
import sys

import numpy
import torch

from onnx_network import load


def explain(input, targets, model, out):
    network = load(model)
    images = torch.from_numpy(numpy.load(input)).requires_grad_()
    classes = torch.from_numpy(numpy.load(targets))
    scores = network(images)
    # Each image has scores of its own, so the sum has the gradients of all of them.
    scores[torch.arange(len(classes)), classes].sum().backward()
    numpy.save(out, (images * images.grad).detach().numpy())


parser = argparse.ArgumentParser()
for name in ("--input", "--targets", "--model", "--out"):
    parser.add_argument(name)
parser.add_argument("--serve", action="store_true")
call = vars(parser.parse_args())
if call.pop("serve"):
    for line in sys.stdin:
        explain(**json.loads(line))
        print("viseval done", flush=True)
else:
    explain(**call)
