"""The images of a VisEval dataset as its networks take them. Needs numpy, onnx, Pillow and torch."""
import json
import pathlib

import numpy
import onnx
import torch
from PIL import Image


def _size(network):
    """Width and height of a network's input; None where they are free."""
    graph = onnx.load(str(network)).graph
    weights = {w.name for w in graph.initializer}
    shape = next(i for i in graph.input if i.name not in weights).type.tensor_type.shape.dim
    height, width = (axis.dim_value for axis in shape[-2:])
    return (width, height) if height > 0 and width > 0 else None


def images(dataset, model):
    """Of each image its id, its tensor 1×3×H×W, normalized as VisEval does, and its labelled classes.

    Reads what plain RGB datasets have: a dataset.json with "preprocessing": scale, mean, std, resize "squash".
    A picture that is cropped or padded for the network must be cropped or padded here in the same way, or the maps
    are of other pixels.
    """
    folder = pathlib.Path(dataset)
    manifest = json.loads((folder / "dataset.json").read_text(encoding="utf-8"))
    described = folder / "models" / model / "model.json"
    own = json.loads(described.read_text(encoding="utf-8")) if described.exists() else {}
    how = own.get("preprocessing") or manifest["preprocessing"]
    if how.get("channels") != "RGB" or how.get("resize", "squash") != "squash":
        raise SystemExit(f"{dataset}: only RGB pictures that are squashed to the input are read here.")
    size = _size(folder / "models" / model / "model.onnx")
    for image in manifest["images"]:
        picture = Image.open(folder / image["file"]).convert("RGB")
        if size and picture.size != size:
            picture = picture.resize(size, Image.BILINEAR)
        pixels = numpy.asarray(picture, dtype=numpy.float32) * how["scale"]
        normalized = (pixels - numpy.float32(how["mean"])) / numpy.float32(how["std"])
        yield image["id"], torch.from_numpy(normalized.transpose(2, 0, 1)[None].astype(numpy.float32)), image["labels"]
