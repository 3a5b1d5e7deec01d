using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;

namespace VisEval.Benchmarks.Networks;

/// <summary>A well-known architecture.</summary>
internal interface INetwork
{
    /// <summary>The architecture's name.</summary>
    string Name { get; }

    /// <summary>Writes it behind an N×3×224×224 image; gives N×1000 logits.</summary>
    Value Build(Layers layers, Value image);

    /// <summary>The networks that are measured.</summary>
    static IReadOnlyList<INetwork> All { get; } = [new ResNet50(), new Vgg16(), new MobileNetV2()];

    /// <summary>The network with random weights.</summary>
    Graph Graph()
    {
        var builder = new GraphBuilder();
        var logits = Build(new Layers(builder), builder.Input("image", ElementType.Float, null, 3, 224, 224));
        return builder.Build([logits.Name]);
    }

    /// <summary>Writes the network to a file.</summary>
    void Save(string path) => File.WriteAllBytes(path, OnnxFile.Write(Graph()));
}
