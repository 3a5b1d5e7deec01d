using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Relevance;
using VisEval.Onnx.Rewriting;

namespace VisEval.Onnx.Models;

/// <summary>A generator: a network from codes to pictures, and its derivative; safe to call from several threads.</summary>
public sealed class LatentNetwork : IDisposable
{
    private const int PictureRank = 4;

    private readonly Session _forward;
    private readonly Session _backward;
    private readonly string _input;
    private readonly string _seed;
    private readonly string _path;

    private LatentNetwork(string path, Graph graph, ShapeTable shapes, int threads)
    {
        (_path, _input) = (path, graph.Inputs[0].Name);
        var output = graph.Outputs[0];
        CodeShape = [.. shapes.Of(_input).Skip(1).Select(d => (int)d)];
        var picture = shapes.Of(output);
        Picture = new ImageSize((int)picture[1], (int)picture[2], (int)picture[3]);
        var backward = RuleSet.Standard.Build(graph, shapes, output, [_input]);
        _seed = backward.Seed;
        _forward = new Session(graph, threads);
        _backward = new Session(backward.Graph.WithOutputs(backward.Gradients) with { Inputs = backward.Graph.Inputs }, threads);
    }

    /// <summary>The shape of one code.</summary>
    public IReadOnlyList<int> CodeShape { get; }

    /// <summary>The number of values of a code.</summary>
    public int CodeLength => CodeShape.Aggregate(1, (a, b) => a * b);

    /// <summary>Channels, height and width of a picture.</summary>
    public ImageSize Picture { get; }

    /// <summary>Opens a generator: one floating-point input N×…, one output N×C×H×W.</summary>
    /// <param name="path">An .onnx file.</param>
    /// <param name="threads">Threads inside one call.</param>
    /// <exception cref="InputException">The file is no such network; says why.</exception>
    public static LatentNetwork Open(string path, int threads = 1)
    {
        try
        {
            return RuntimeMessage.Guard(path, () => Opened(path, threads));
        }
        catch (InputException error) when (!error.Message.Contains(path, StringComparison.Ordinal))
        {
            throw new InputException($"{path}: {error.Message}", error);
        }
    }

    /// <summary>The picture of a code, 1×C×H×W.</summary>
    public Tensor Generate(ReadOnlySpan<float> code) => RuntimeMessage.Guard(_path, Run(_forward, (_input, Batch(code))));

    /// <summary>The derivative of Σ seed · picture by the code.</summary>
    /// <param name="code">The code.</param>
    /// <param name="seed">The weight of every value of the picture, 1×C×H×W.</param>
    public float[] Gradient(ReadOnlySpan<float> code, Tensor seed) =>
        RuntimeMessage.Guard(_path, Run(_backward, (_input, Batch(code)), (_seed, seed))).Values;

    /// <inheritdoc/>
    public void Dispose()
    {
        _forward.Dispose();
        _backward.Dispose();
    }

    private static Func<Tensor> Run(Session session, params IReadOnlyList<(string, Tensor)> feeds) => () => session.Run(feeds)[0];

    private Tensor Batch(ReadOnlySpan<float> code) => new(code.ToArray(), [1, .. CodeShape]);

    private static LatentNetwork Opened(string path, int threads)
    {
        var graph = OnnxFile.Read(path);
        ForeignOperators.Refuse(graph.Nodes);
        graph = SinglePrecision.Apply(OpsetUpgrade.Apply(graph, path, []), []);
        if (graph.Inputs is not [{ Type: ElementType.Float } input] || graph.Outputs.Count != 1)
            throw new InputException(
                $"A generator has one floating-point input (the code) and one output (the picture); this network has {graph.Inputs.Count} "
                + $"inputs and {graph.Outputs.Count} outputs.");
        if (input.Dims.Skip(1).Any(d => d is null))
            throw new InputException("The shape of the generator's code is not fixed; export it with a fixed one.");
        // A batch of one that was exported as such is freed; whether that holds shows in the shapes.
        graph = graph with { Inputs = [input with { Dims = [null, .. input.Dims.Skip(1)] }] };
        var shapes = ShapeObserver.Observe(graph);
        var output = shapes.Of(graph.Outputs[0]);
        if (output.Length != PictureRank || output[0] != 2)
            throw new InputException(
                $"A generator gives pictures N×C×H×W; for two codes this network gives [{string.Join("×", output)}].");
        return new LatentNetwork(path, graph, shapes, threads);
    }
}
