using VisEval.Onnx.Graphs;

namespace VisEval.Training.Networks;

/// <summary>Convolutions, ReLU, max-pooling and fully connected layers (after Simonyan and Zisserman, 2015).</summary>
internal sealed class Plain : INetwork
{
    public string Name => "plain";

    public string About => "VGG style: convolution, ReLU, max-pooling, fully connected; no normalization.";

    public double LearningRate => 5e-4;

    public int Steps => 8000;

    public IReadOnlyList<Value> Logits(Layers layers, Value images, int classes)
    {
        var x = Layers.MaxPool(Conv(layers, images, "conv1", 3, 16));
        x = Layers.MaxPool(Conv(layers, x, "conv2", 16, 32));
        x = Layers.MaxPool(Conv(layers, x, "conv3", 32, 48));
        x = Layers.MaxPool(Conv(layers, x, "conv4", 48, 64));
        x = Layers.Relu(layers.Dense(Layers.Flatten(x), "fc1", 64 * 4 * 4, 96));
        return [layers.Dense(x, "fc2", 96, classes)];
    }

    private static Value Conv(Layers layers, Value x, string name, int inputs, int outputs) =>
        Layers.Relu(layers.Conv(x, name, inputs, outputs, kernel: 3, bias: true));
}
