using VisEval.Core;
using VisEval.Metrics;

namespace MyMethod.Tests;

/// <summary>What a metric of the map alone asks: the map. Whatever else it asks for is not there.</summary>
internal sealed class FakeContext(float[] map, int height, int width) : IMetricContext
{
    public Explanation Explanation { get; } = new(
        Tensor.Zeros(1, 1, height, width), 0, new Attribution(new Tensor(map, height, width)), new SaliencyMap(map, height, width));

    public IClassifier Model => throw Nothing();

    public IAnnotation Annotation => throw Nothing();

    public Seed Seed => Seed.Of(0);

    public Seed SharedSeed => Seed.Of(1);

    public IReexplanation Reexplanation => throw Nothing();

    public IImageSpace ImageSpace => throw Nothing();

    public T Share<T>(object key, Func<T> compute) => compute();

    public T ShareForImage<T>(object key, Func<T> compute) => compute();

    private static NotApplicableException Nothing() => new("not-in-test", "The test gives the map alone.");
}
