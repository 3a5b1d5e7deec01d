using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Running;
using VisEval.Metrics;

namespace VisEval.Harness.Scoring;

/// <summary>What a metric may ask about a map that was read from a file: the model, the image and the annotation, but no method.</summary>
/// <param name="subject">The image.</param>
/// <param name="target">The class the map is for.</param>
/// <param name="attribution">The map as it was read.</param>
/// <param name="map">At the input's size.</param>
/// <param name="seed">Of all draws on the image.</param>
/// <param name="metric">The key of the metric that asks.</param>
/// <param name="work">What the metrics of the map share.</param>
/// <param name="preprocessing">How a picture becomes input, where that is known.</param>
internal sealed class MapContext(
    MapSubject subject, int target, Attribution attribution, SaliencyMap map, Seed seed, string metric, SharedWork work, Preprocessing? preprocessing)
    : IMetricContext, IAnnotation, IReexplanation, IImageSpace
{
    private const string NoMethod = "no-method";

    private sealed record TruthKey(int Target);

    public IClassifier Model => work.Model;

    public Metrics.Explanation Explanation { get; } = new(subject.Input, target, attribution, map);

    public IAnnotation Annotation => this;

    public IReexplanation Reexplanation => this;

    public IImageSpace ImageSpace => this;

    public IReadOnlyList<int> Labels => subject.Labels;

    public Seed Seed => seed.For(metric);

    public Seed SharedSeed => seed.For("shared");

    public int WeightLayerCount => work.Model.WeightLayers.Count;

    public GroundTruth? TruthOf(int target) => ShareForImage(new TruthKey(target), () => subject.TruthOf(target));

    public IReadOnlyList<Attribution> Explain(Tensor images, int target, ModelVariant variant) =>
        throw new NotApplicableException(NoMethod, "No method stands behind a map from a file: nothing else can be explained in the same way.");

    public Mosaic Mosaic(int grid, double confidence) =>
        throw new NotApplicableException(NoMethod, "A mosaic is a new image, and no method stands behind a map from a file to explain it.");

    public Tensor Gray(byte value) => InputPicture.Gray(value, work.Model.Input, Known);

    public long CompressedSize(Tensor image) => InputPicture.ToWebP(image, Known).LongLength;

    public T Share<T>(object key, Func<T> compute) => work.Share(key, compute);

    public T ShareForImage<T>(object key, Func<T> compute) => work.ShareForImage(key, compute);

    private Preprocessing Known => preprocessing ?? throw new NotApplicableException(
        "no-preprocessing", "Nothing says how a picture becomes this model's input; name a file that does, or put a model.json beside the model.");
}
