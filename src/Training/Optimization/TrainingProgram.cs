using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Relevance;
using VisEval.Training.Networks;

namespace VisEval.Training.Optimization;

/// <summary>A network, its loss and the derivative of the loss with respect to every weight as one graph in one session.</summary>
internal sealed class TrainingProgram : IDisposable
{
    // How much of the running statistics a batch replaces.
    private const float Momentum = 0.05f;

    private readonly INetwork _network;
    private readonly int _classes;
    private readonly Seed _seed;
    private readonly Dictionary<string, Constant> _constants = [];
    private readonly List<(string Name, Tensor Value)> _weights;
    private readonly IReadOnlyList<BatchStatistics> _statistics;
    private readonly BackwardProgram _backward;
    private readonly Session _session;
    private readonly Dictionary<string, float[]> _running = [];

    public TrainingProgram(INetwork network, int size, int classes, Seed seed, int threads)
    {
        (_network, _classes, _seed) = (network, classes, seed);
        var builder = new GraphBuilder();
        var images = builder.Input("images", ElementType.Float, null, 3, size, size);
        var labels = builder.Input("labels", ElementType.Float, null, classes);
        var layers = new Layers(builder, _constants, training: true, seed);
        var logits = network.Logits(layers, images, classes);
        var loss = logits.Select(head => CrossEntropy(labels, head)).Aggregate((a, b) => a + b);
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
    public float Step(Tensor images, Tensor labels, AdamW optimizer, double rate)
    {
        var results = _session.Run([("images", images), ("labels", labels), (_backward.Seed, new Tensor([1f])), .. _weights]);
        optimizer.Step(_weights, [.. results.Skip(1).Take(_weights.Count)], rate);
        for (var i = 0; i < _statistics.Count; i++)
        {
            Blend(_running[_statistics[i].Mean], results[1 + _weights.Count + 2 * i].Values);
            Blend(_running[_statistics[i].Variance], results[2 + _weights.Count + 2 * i].Values);
        }
        return results[0].Values[0];
    }

    /// <summary>The network as it stands, for inference.</summary>
    public Graph Export()
    {
        var trained = _weights.ToDictionary(w => w.Name, w => Constant.Of(w.Value.Values, _constants[w.Name].Dims));
        foreach (var (name, values) in _running)
            trained[name] = Constant.Of(values, values.Length);
        var builder = new GraphBuilder();
        var images = builder.Input("images", ElementType.Float, _backward.Graph.Inputs.First(i => i.Name == "images").Dims);
        var logits = _network.Logits(new Layers(builder, trained, training: false, _seed), images, _classes);
        builder.Add(Node.Of("Identity", [logits[0].Name], ["logits"]));
        return builder.Build(["logits"]).WithOutputs(["logits"]);
    }

    public void Dispose() => _session.Dispose();

    // With soft labels: −mean over images of Σ_c label_c·ln p_c.
    private static Value CrossEntropy(Value labels, Value logits) =>
        -(labels * logits.Map("LogSoftmax", ("axis", -1L))).Sum(keep: false, 1).Mean(keep: false, 0);

    private static void Blend(float[] running, float[] batch)
    {
        for (var i = 0; i < running.Length; i++)
            running[i] += Momentum * (batch[i] - running[i]);
    }

    private static Tensor ToTensor(Constant constant) => new(constant.Floats.ToArray(), [.. constant.Dims.Select(d => (int)d)]);
}
