using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Methods;
using VisEval.Metrics;

namespace VisEval.Harness.Running;

/// <summary>What a metric may ask about one explanation, answered by the models of a job.</summary>
internal sealed class MetricContext(
    JobScope scope, Unit<IAttributionMethod> method, Unit<IMetric> metric, LoadedSubject subject, Explanation explanation, SharedWork work)
    : IMetricContext, IAnnotation, IReexplanation, IImageSpace
{
    private sealed record TruthKey(int Target);

    public IClassifier Model => work.Model;

    public Metrics.Explanation Explanation { get; } =
        new(subject.Prepared.Input, subject.Subject.Target, explanation.Attribution, explanation.Map);

    public IAnnotation Annotation => this;

    public IReexplanation Reexplanation => this;

    public IImageSpace ImageSpace => this;

    public IReadOnlyList<int> Labels => subject.Subject.Image.Labels;

    public Seed Seed => scope.SeedFor(subject.Subject.Image, metric.Key);

    public Seed SharedSeed => scope.SeedFor(subject.Subject.Image, "shared");

    public int WeightLayerCount => scope.Variants.LayerCount;

    public GroundTruth? TruthOf(int target) => target == Explanation.Target
        ? subject.Truth.Value
        : Share(new TruthKey(target), () => scope.Run.Images.Truth(scope.Job, subject.Prepared, target));

    public IReadOnlyList<Attribution> Explain(Tensor images, int target, ModelVariant variant)
    {
        // The contract of methods makes an image's explanation the same in any batch; chunks bound the memory.
        var model = work.Model.Beside(scope.Variants.Get(variant));
        var seed = scope.SeedFor(subject.Subject.Image, method.Key);
        return
        [
            .. Enumerable.Range(0, images.BatchSize).Chunk(ChunkWorker.Size).SelectMany(chunk => Explaining.Explain(
                model, method, Tensor.Stack([.. chunk.Select(i => new Tensor([.. images.Item(i)], images.Shape[1..]))]),
                [.. chunk.Select(_ => seed)], [.. chunk.Select(_ => target)])),
        ];
    }

    public Mosaic Mosaic(int grid, double confidence) =>
        scope.Mosaics.Of(subject.Prepared, Explanation.Target, grid, confidence);

    public Tensor Gray(byte value) => InputPicture.Gray(value, scope.Job.Model.Input, scope.Job.Preprocessing);

    public long CompressedSize(Tensor image) => InputPicture.ToWebP(image, scope.Job.Preprocessing).LongLength;

    public T Share<T>(object key, Func<T> compute) => work.Share(key, compute);

    public T ShareForImage<T>(object key, Func<T> compute) => work.ShareForImage(key, compute);
}
