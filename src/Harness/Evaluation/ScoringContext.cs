using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Metrics;

namespace VisEval.Harness.Evaluation;

/// <summary>What a metric may ask about one explanation, answered by a workbench.</summary>
internal sealed class ScoringContext(Workbench bench, Unit<IMetric> metric, ScoredExplanation question)
    : IMetricContext, IAnnotation, IReexplanation, IImageSpace
{
    private const string NoMethod = "no-method";

    private sealed record TruthKey(int Target);

    private readonly LoadedSubject _subject = question.Subject;

    public IClassifier Model => question.Work.Model;

    public Explanation Explanation { get; } =
        new(question.Subject.Image.Input, question.Subject.Target, question.Attribution, question.Map);

    public IAnnotation Annotation => this;

    public IReexplanation Reexplanation => this;

    public IImageSpace ImageSpace => this;

    public IReadOnlyList<int> Labels => _subject.Image.Image.Labels;

    public Seed Seed => _subject.Seed.For(metric.Key);

    public Seed SharedSeed => _subject.Seed.For("shared");

    public int WeightLayerCount => bench.Variants.LayerCount;

    public GroundTruth? TruthOf(int target) => ShareForImage(new TruthKey(target), () => _subject.Truth(target));

    public IReadOnlyList<Attribution> Explain(Tensor images, int target, ModelVariant variant)
    {
        var method = Method("nothing else can be explained in the same way");
        // The contract of methods makes an image's explanation the same in any batch; batches of fixed size bound the memory.
        var model = question.Work.Model.Beside(bench.Variants.Get(variant));
        var seed = _subject.Seed.For(method.Key);
        return
        [
            .. Enumerable.Range(0, images.BatchSize).Chunk(WorkUnits.Images).SelectMany(batch => method.Explain(
                model, images.Items(batch[0], batch.Length), [.. batch.Select(_ => seed)], [.. batch.Select(_ => target)])),
        ];
    }

    public Mosaic Mosaic(int grid, double confidence)
    {
        Method("a mosaic is a new image, which cannot be explained");
        return bench.Mosaics.Of(_subject.Image, _subject.Target, grid, confidence);
    }

    public Tensor Gray(byte value) => InputPicture.Gray(value, question.Work.Model.Input, Preprocessing);

    public long CompressedSize(Tensor image) => InputPicture.ToWebP(image, Preprocessing).LongLength;

    public T Share<T>(object key, Func<T> compute) => question.Work.Share(key, compute);

    public T ShareForImage<T>(object key, Func<T> compute) => question.Work.ShareForImage(key, compute);

    private MethodSource Method(string lack) => question.Source as MethodSource ?? throw new NotApplicableException(
        NoMethod, $"No method stands behind a map from a file: {lack}.");

    private Preprocessing Preprocessing => bench.Job.Images.Preprocessing ?? throw new NotApplicableException(
        "no-preprocessing", "Nothing says how a picture becomes this model's input; name a file that does, or put a model.json beside the model.");
}
