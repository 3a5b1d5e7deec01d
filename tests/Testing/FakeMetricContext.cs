using VisEval.Core;
using VisEval.Metrics;

namespace VisEval.Tests.Testing;

/// <summary>What a metric may ask, all of it given by the test; what the test did not give throws when asked for.</summary>
public sealed class FakeMetricContext : IMetricContext
{
    private readonly IClassifier? _model;
    private readonly Tensor? _image;

    public FakeMetricContext(SaliencyMap map)
        : this(new Attribution(new Tensor(map.Values, map.Height, map.Width)), map)
    {
    }

    public FakeMetricContext(Attribution attribution, SaliencyMap map) => (Attribution, Map) = (attribution, map);

    public IClassifier Model { get => _model ?? throw new InvalidOperationException("The test gave no model."); init => _model = value; }

    public Tensor Image { get => _image ?? throw new InvalidOperationException("The test gave no image."); init => _image = value; }

    public int Target { get; init; }

    public Attribution Attribution { get; }

    public SaliencyMap Map { get; }

    public GroundTruth? Truth { get; init; }

    public Seed Seed { get; init; } = Seed.Of(0);

    public int WeightLayerCount { get; init; }

    /// <summary>The explanation after the given number of layers was re-drawn.</summary>
    public Func<int, Attribution>? Randomized { get; init; }

    /// <summary>The explanation of another image.</summary>
    public Func<Tensor, Attribution>? Explained { get; init; }

    /// <summary>Every number of layers asked for.</summary>
    public List<int> Stages { get; } = [];

    public Attribution Explain(Tensor image) =>
        (Explained ?? throw new InvalidOperationException("The test gave no method."))(image);

    public Attribution ExplainRandomized(int layers)
    {
        Stages.Add(layers);
        return (Randomized ?? throw new InvalidOperationException("The test gave no randomized model."))(layers);
    }
}
