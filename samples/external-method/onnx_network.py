"""An .onnx network as a PyTorch module: by onnx2torch where that is installed, else by the few operators below.

Needs the packages torch and onnx. The operators are those of plain convolutional networks; add yours as functions
of (inputs, attributes), or install onnx2torch.
"""
import numpy
import onnx
import torch
from onnx import numpy_helper
from torch.nn import functional


def _padded(values, attributes, value=0.0):
    top, left, bottom, right = attributes.get("pads", [0, 0, 0, 0])
    return functional.pad(values, (left, right, top, bottom), value=value)


def _convolution(inputs, attributes):
    return functional.conv2d(
        _padded(inputs[0], attributes), inputs[1], inputs[2] if len(inputs) > 2 else None,
        attributes.get("strides", [1, 1]), dilation=attributes.get("dilations", [1, 1]), groups=attributes.get("group", 1))


def _max_pool(inputs, attributes):
    padded = _padded(inputs[0], attributes, float("-inf"))
    return functional.max_pool2d(padded, attributes["kernel_shape"], attributes.get("strides", [1, 1]))


def _gemm(inputs, attributes):
    weights = inputs[1].t() if attributes.get("transB", 0) else inputs[1]
    return inputs[0] @ weights + (inputs[2] if len(inputs) > 2 else 0)


def _batch_normalization(inputs, attributes):
    values, scale, shift, mean, variance = inputs
    return functional.batch_norm(values, mean, variance, scale, shift, eps=attributes.get("epsilon", 1e-5))


def _slice(inputs, attributes):
    values, starts, ends = inputs[0], inputs[1].tolist(), inputs[2].tolist()
    axes = inputs[3].tolist() if len(inputs) > 3 else range(len(starts))
    steps = inputs[4].tolist() if len(inputs) > 4 else [1] * len(starts)
    places = [slice(None)] * values.dim()
    for start, end, axis, step in zip(starts, ends, axes, steps):
        places[axis] = slice(start, end, step)
    return values[tuple(places)]


# Slice and Concat are in the networks of mosaics whose head sees one image (di-full, di-part).
OPERATORS = {
    "Slice": _slice,
    "Concat": lambda inputs, attributes: torch.cat(inputs, attributes["axis"]),
    "Conv": _convolution,
    "MaxPool": _max_pool,
    "Gemm": _gemm,
    "BatchNormalization": _batch_normalization,
    "Relu": lambda inputs, _: functional.relu(inputs[0]),
    "Add": lambda inputs, _: inputs[0] + inputs[1],
    "Sub": lambda inputs, _: inputs[0] - inputs[1],
    "Mul": lambda inputs, _: inputs[0] * inputs[1],
    "MatMul": lambda inputs, _: inputs[0] @ inputs[1],
    "GlobalAveragePool": lambda inputs, _: inputs[0].mean((2, 3), keepdim=True),
    "Flatten": lambda inputs, _: inputs[0].flatten(1),
    "Identity": lambda inputs, _: inputs[0],
    "Softmax": lambda inputs, attributes: functional.softmax(inputs[0], attributes.get("axis", -1)),
}


def _tensor(message):
    return torch.from_numpy(numpy.array(numpy_helper.to_array(message)))


class Operator(torch.nn.Module):
    """One operator; a module of its own, so that tools can put hooks on it."""

    def __init__(self, node):
        super().__init__()
        self.kind, self.inputs, self.output = node.op_type, [name for name in node.input if name], node.output[0]
        self.attributes = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}

    def forward(self, *inputs):
        if self.kind == "Constant":
            return _tensor(self.attributes["value"])
        return OPERATORS[self.kind](inputs, self.attributes)


class OnnxNetwork(torch.nn.Module):
    """Runs the operators of a graph one after the other."""

    def __init__(self, path):
        super().__init__()
        graph = onnx.load(str(path)).graph
        unknown = {node.op_type for node in graph.node} - OPERATORS.keys() - {"Constant"}
        if unknown:
            raise SystemExit(f"{path}: operators that onnx_network.py does not have: {', '.join(sorted(unknown))}. "
                             "Add them there, or install onnx2torch.")
        self.names = [weights.name for weights in graph.initializer]
        self.weights = torch.nn.ParameterList(
            torch.nn.Parameter(_tensor(weights), requires_grad=False) for weights in graph.initializer)
        self.operators = torch.nn.ModuleList(Operator(node) for node in graph.node)
        self.input = next(i.name for i in graph.input if i.name not in self.names)
        self.output = graph.output[0].name

    def layer(self, tensor):
        """The operator that makes a tensor; `viseval check --model FILE` names tensors."""
        return next(operator for operator in self.operators if operator.output == tensor)

    def forward(self, images):
        values = {**dict(zip(self.names, self.weights)), self.input: images}
        for operator in self.operators:
            values[operator.output] = operator(*(values[name] for name in operator.inputs))
        return values[self.output]


def load(path):
    """The network of a file, ready to be differentiated."""
    try:
        from onnx2torch import convert
    except ImportError:
        return OnnxNetwork(path).eval()
    return convert(str(path)).eval()
