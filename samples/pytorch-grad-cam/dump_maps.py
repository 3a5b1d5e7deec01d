"""Maps of pytorch-grad-cam for `viseval run --maps`: OUT/MODEL/ID@CLASS.npy, H×W, for each label of each image.

    pip install grad-cam onnx pillow
    python samples/pytorch-grad-cam/dump_maps.py --dataset datasets/scenes --model plain --layer Relu_6 --out maps/grad-cam
    viseval run --dataset scenes --model plain --maps grad-cam=maps/grad-cam
"""
import argparse
import pathlib
import sys

import numpy
from pytorch_grad_cam import GradCAM
from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "external-method"))
from onnx_network import OnnxNetwork
from viseval_dataset import images

parser = argparse.ArgumentParser()
parser.add_argument("--dataset", required=True, help="a folder with a dataset.json")
parser.add_argument("--model", required=True, help="the name of one of its networks")
parser.add_argument("--layer", required=True, help="the tensor behind the last convolution; viseval check names it")
parser.add_argument("--out", required=True, help="the folder for --maps")
arguments = parser.parse_args()

network = OnnxNetwork(pathlib.Path(arguments.dataset, "models", arguments.model, "model.onnx")).eval()
# Hooks need a derivative to go through the layer.
for weights in network.weights:
    if weights.is_floating_point():
        weights.requires_grad_()
with GradCAM(model=network, target_layers=[network.layer(arguments.layer)]) as cam:
    for name, image, labels in images(arguments.dataset, arguments.model):
        for label in labels:
            file = pathlib.Path(arguments.out, arguments.model, f"{name}@{label}.npy")
            file.parent.mkdir(parents=True, exist_ok=True)
            # The library has enlarged the map to the input and scaled it to 0…1.
            numpy.save(file, cam(input_tensor=image, targets=[ClassifierOutputTarget(label)])[0].astype(numpy.float32))
