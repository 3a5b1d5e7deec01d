using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Visualization;

namespace VisEval.Tests.Testing;

/// <summary>What a metric of visualizations may ask, all of it given by the test.</summary>
public sealed class FakeVisualizationContext(params IReadOnlyList<UnitPictures> units) : IVisualizationContext
{
    private readonly Dictionary<object, object?> _shared = [];

    public IReadOnlyList<UnitPictures> Units => units;

    public NaturalPictures Natural { get; init; } = NaturalPictures.None;

    public IPictureNetwork Network { get; init; } = new FakePictureNetwork();

    public IReadOnlyList<IPictureNetwork> Others { get; init; } = [];

    public Seed Seed => Seed.Of(5);

    /// <summary>The response of a unit to a picture.</summary>
    public Func<string, float[], double> Response { get; init; } = (_, picture) => picture[0];

    /// <summary>The pictures of the re-drawn network.</summary>
    public Func<string, IReadOnlyList<Tensor>>? Again { get; init; }

    public double[] Respond(string unit, Tensor pictures) =>
        [.. Enumerable.Range(0, pictures.BatchSize).Select(i => Response(unit, pictures.Item(i).ToArray()))];

    public IReadOnlyList<Tensor> Redrawn(string unit) =>
        (Again ?? throw new NotApplicableException("not-redrawn", "The test gave none."))(unit);

    public T Share<T>(object key, Func<T> compute)
    {
        if (!_shared.TryGetValue(key, out var value))
            _shared.Add(key, value = compute());
        return (T)value!;
    }

    /// <summary>A picture of one channel and one row.</summary>
    public static Tensor Row(params float[] values) => new(values, 1, 1, values.Length);

    /// <summary>The pictures of a unit.</summary>
    public static UnitPictures Unit(string name, int? @class, params IEnumerable<float[]> pictures) =>
        new(name, @class, [.. pictures.Select(p => new MadePicture(Row(p), true, new ExplanationCost(1, 2, 3, 4)))]);

    /// <summary>Natural pictures with their classes.</summary>
    public static NaturalPictures Photos(params IReadOnlyList<(int Class, float[] Values)> photos) => new(
        [.. photos.Select((_, i) => $"photo {i}")], [.. photos.Select(p => (IReadOnlyList<int>)[p.Class])], i => Row(photos[i].Values));
}

/// <summary>A network whose layers are formulas of the picture; without any, one layer that is the picture itself, a channel a
/// pixel.</summary>
public sealed class FakePictureNetwork(
    string name = "net", Func<float[], float[]>? logits = null,
    params IReadOnlyList<(PictureLayer Layer, Func<float[], float[]> Of)> layers)
    : IPictureNetwork
{
    public string Name => name;

    public int ClassCount { get; init; } = 2;

    public IReadOnlyList<PictureLayer> Layers { get; } = [.. layers.Select(l => l.Layer)];

    public ClassScores Predict(Tensor pictures) => ClassScores.FromLogits(Tensor.Stack(
    [
        .. Enumerable.Range(0, pictures.BatchSize).Select(i =>
        {
            var values = (logits ?? (p => p))(pictures.Item(i).ToArray());
            return new Tensor(values, values.Length);
        }),
    ]));

    public IReadOnlyList<float[]> Features(Tensor pictures, string layer) =>
    [
        .. Enumerable.Range(0, pictures.BatchSize)
            .Select(i => layers.First(l => l.Layer.Name == layer).Of(pictures.Item(i).ToArray())),
    ];

    /// <summary>One layer that is the picture itself: a channel a pixel, one place.</summary>
    public static FakePictureNetwork Itself(int pixels, string name = "net") =>
        new(name, null, (new PictureLayer("pixels", pixels, 1), p => p));
}
