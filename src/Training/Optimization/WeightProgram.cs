using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Relevance;
using VisEval.Training.Networks;

namespace VisEval.Training.Optimization;

/// <summary>Writes inputs and layers into a graph, and gives what they end in.</summary>
internal delegate Value GraphPart(GraphBuilder builder, Layers layers);

/// <summary>A loss and its derivative with respect to every weight as one graph in one session.</summary>
internal sealed class WeightProgram : IDisposable
{
    // How much of the running statistics a batch replaces.
    private const float Momentum = 0.05f;

    private readonly Seed _seed;
    private readonly Dictionary<string, Constant> _constants = [];
    private readonly List<(string Name, Tensor Value)> _weights;
    private readonly IReadOnlyList<BatchStatistics> _statistics;
    private readonly BackwardProgram _backward;
    private readonly Session _session;
    private readonly Dictionary<string, float[]> _running = [];

    /// <summary>Builds the program.</summary>
    /// <param name="part">Declares the inputs, writes the layers, gives the loss, a scalar.</param>
    /// <param name="seed">The seed of the weights.</param>
    /// <param name="threads">Threads inside one step.</param>
    public WeightProgram(GraphPart part, Seed seed, int threads)
    {
        _seed = seed;
        var builder = new GraphBuilder();
        var layers = new Layers(builder, _constants, training: true, seed);
        var loss = part(builder, layers);
        var graph = builder.Build([loss.Name]);

        _weights = [.. layers.Trained.Select(name => (name, ToTensor(_constants[name])))];
        _statistics = layers.Statistics;
        foreach (var name in _statistics.SelectMany(s => new[] { s.Mean, s.Variance }))
            _running[name] = _constants[name].Floats.ToArray();
        _backward = Backward.Build(graph, ShapeObserver.Observe(graph), loss.Name, [.. layers.Trained], RuleSet.Standard.For);
        var outputs = new[] { loss.Name }.Concat(_backward.Gradients)
            .Concat(_statistics.SelectMany(s => new[] { s.BatchMean, s.BatchVariance }));
        _session = new Session(_backward.Graph with { Outputs = [.. outputs] }, threads);
    }

    /// <summary>The weights as they stand, in the order of use.</summary>
    public IReadOnlyList<(string Name, Tensor Value)> Weights => _weights;

    /// <summary>One step on a batch; gives the loss before it.</summary>
    /// <param name="batch">A tensor for every input that the part declared.</param>
    /// <param name="optimizer">Changes the weights.</param>
    /// <param name="rate">The learning rate.</param>
    public float Step(IReadOnlyList<(string Name, Tensor Value)> batch, AdamW optimizer, double rate)
    {
        var results = _session.Run([.. batch, (_backward.Seed, new Tensor([1f])), .. _weights]);
        optimizer.Step(_weights, [.. results.Skip(1).Take(_weights.Count)], rate);
        for (var i = 0; i < _statistics.Count; i++)
        {
            Blend(_running[_statistics[i].Mean], results[1 + _weights.Count + 2 * i].Values);
            Blend(_running[_statistics[i].Variance], results[2 + _weights.Count + 2 * i].Values);
        }
        return results[0].Values[0];
    }

    /// <summary>A network of the weights as they stand, for inference.</summary>
    /// <param name="part">Declares the inputs, writes the layers, gives the output.</param>
    /// <param name="output">The output's name in the file.</param>
    public Graph Export(GraphPart part, string output)
    {
        var trained = _weights.ToDictionary(w => w.Name, w => Constant.Of(w.Value.Values, _constants[w.Name].Dims));
        foreach (var (name, values) in _running)
            trained[name] = Constant.Of(values, values.Length);
        var builder = new GraphBuilder();
        builder.Add(Node.Of("Identity", [part(builder, new Layers(builder, trained, training: false, _seed)).Name], [output]));
        return builder.Build([output]).WithOutputs([output]);
    }

    public void Dispose() => _session.Dispose();

    private static void Blend(float[] running, float[] batch)
    {
        for (var i = 0; i < running.Length; i++)
            running[i] += Momentum * (batch[i] - running[i]);
    }

    private static Tensor ToTensor(Constant constant) => new(constant.Floats.ToArray(), [.. constant.Dims.Select(d => (int)d)]);
}
