"""Maps of Captum for `viseval run --maps`: OUT/MODEL/ID@CLASS.npy, C×H×W, for each label of each image.

    pip install captum onnx onnx2torch pillow
    python samples/captum/dump_maps.py --dataset datasets/scenes --model plain --out maps/captum-ig
    viseval run --dataset scenes --model plain --maps captum-ig=maps/captum-ig
"""
import argparse
import pathlib
import sys

import numpy
from captum.attr import IntegratedGradients

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "external-method"))
from onnx_network import load
from viseval_dataset import images

parser = argparse.ArgumentParser()
parser.add_argument("--dataset", required=True, help="a folder with a dataset.json")
parser.add_argument("--model", required=True, help="the name of one of its networks")
parser.add_argument("--out", required=True, help="the folder for --maps")
arguments = parser.parse_args()

network = load(pathlib.Path(arguments.dataset, "models", arguments.model, "model.onnx"))
# Any other method of Captum goes here.
method = IntegratedGradients(network)
for name, image, labels in images(arguments.dataset, arguments.model):
    for label in labels:
        file = pathlib.Path(arguments.out, arguments.model, f"{name}@{label}.npy")
        file.parent.mkdir(parents=True, exist_ok=True)
        # The sign says for or against the class, and VisEval adds up the channels: leave both as they are.
        numpy.save(file, method.attribute(image, target=label, n_steps=50)[0].detach().numpy().astype(numpy.float32))
