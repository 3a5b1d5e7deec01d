using VisEval.Core;
using VisEval.Metrics;

namespace VisEval.Tests.Testing;

/// <summary>What a metric may ask, all of it given by the test; what the test did not give throws when asked for.</summary>
public sealed class FakeMetricContext : IMetricContext, IAnnotation, IReexplanation, IImageSpace
{
    private readonly IClassifier? _model;
    private readonly Tensor? _image;
    private readonly Dictionary<object, object?> _shared = [];
    private readonly Dictionary<object, object?> _ofImage = [];

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

    public Explanation Explanation => new(_image ?? Tensor.Zeros(0, 0, 0, 0), Target, Attribution, Map);

    public IAnnotation Annotation => this;

    public IReexplanation Reexplanation => this;

    public IImageSpace ImageSpace => this;

    public IReadOnlyList<int> Labels { get; init; } = [];

    /// <summary>Where the target is.</summary>
    public GroundTruth? Truth { get; init; }

    /// <summary>Where the other classes are.</summary>
    public Func<int, GroundTruth?> Truths { get; init; } = _ => null;

    public Seed Seed { get; init; } = Seed.Of(0);

    public Seed SharedSeed { get; init; } = Seed.Of(1);

    public int WeightLayerCount { get; init; }

    public string? CompleteTo { get; init; }

    /// <summary>The explanation after the given number of layers nearest the output was re-drawn.</summary>
    public Func<int, Attribution>? Randomized { get; init; }

    /// <summary>The explanation of another image.</summary>
    public Func<Tensor, Attribution>? Explained { get; init; }

    /// <summary>The explanation of any image (1×C×H×W) for any class on any copy; before the two above.</summary>
    public Func<Tensor, int, ModelVariant, Attribution>? Answer { get; init; }

    /// <summary>The mosaic of a grid and a confidence.</summary>
    public Func<int, double, Mosaic>? Mosaics { get; init; }

    /// <summary>The size of a compressed picture.</summary>
    public Func<Tensor, long>? Compressed { get; init; }

    /// <summary>Every number of re-drawn layers asked for.</summary>
    public List<int> Stages { get; } = [];

    public GroundTruth? TruthOf(int target) => target == Target ? Truth : Truths(target);

    /// <summary>Called whenever explanations are asked for, of however many images.</summary>
    public Action? Called { get; init; }

    public IReadOnlyList<Attribution> Explain(Tensor images, int target, ModelVariant variant)
    {
        Called?.Invoke();
        return
        [
            .. Enumerable.Range(0, images.BatchSize)
                .Select(i => ExplainOne(new Tensor([.. images.Item(i)], [1, .. images.Shape[1..]]), target, variant)),
        ];
    }

    public Mosaic Mosaic(int grid, double confidence) =>
        (Mosaics ?? throw new NotApplicableException("no-mosaic", "The test gave no mosaic."))(grid, confidence);

    /// <summary>What the network makes of images inside.</summary>
    public Func<Tensor, IReadOnlyList<float[]>>? Inside { get; init; }

    public IReadOnlyList<float[]> Represent(Tensor images) =>
        (Inside ?? throw new NotApplicableException("no-layer", "The test gave no layer."))(images);

    /// <summary>A picture of one gray value.</summary>
    public Func<byte, Tensor>? Grays { get; init; }

    public Tensor Gray(byte value) =>
        (Grays ?? throw new NotApplicableException("no-preprocessing", "The test gave no gray picture."))(value);

    public long CompressedSize(Tensor image) =>
        (Compressed ?? throw new NotApplicableException("no-picture", "The test gave no compression."))(image);

    public T Share<T>(object key, Func<T> compute) => Get(_shared, key, compute);

    public T ShareForImage<T>(object key, Func<T> compute) => Get(_ofImage, key, compute);

    private static T Get<T>(Dictionary<object, object?> values, object key, Func<T> compute)
    {
        if (!values.TryGetValue(key, out var value))
            values.Add(key, value = compute());
        return (T)value!;
    }

    private Attribution ExplainOne(Tensor image, int target, ModelVariant variant)
    {
        if (Answer is not null)
            return Answer(image, target, variant);
        if (variant is ModelVariant.Randomized randomized)
        {
            Stages.Add(randomized.Count);
            return (Randomized ?? throw new InvalidOperationException("The test gave no randomized model."))(randomized.Count);
        }
        return (Explained ?? throw new InvalidOperationException("The test gave no method."))(image);
    }
}
