using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Metrics;

namespace VisEval.Harness.Evaluation;

/// <summary>What a metric may ask about one explanation, answered by a workbench.</summary>
internal sealed class ScoringContext : IMetricContext
{
    private readonly LoadedSubject _subject;
    private readonly SharedWork _work;
    private readonly string _metric;

    /// <summary>The context of one metric and one explanation.</summary>
    public ScoringContext(Workbench bench, Unit<IMetric> metric, ScoredExplanation question)
    {
        (_subject, _work, _metric) = (question.Subject, question.Work, metric.Key);
        Explanation = new Explanation(_subject.Image.Input, _subject.Target, question.Attribution, question.Map);
        Annotation = new SubjectAnnotation(_subject, _work);
        Reexplanation = new MethodReexplanation(bench, question);
        ImageSpace = new PictureSpace(bench);
    }

    /// <inheritdoc/>
    public IClassifier Model => _work.Model;

    /// <inheritdoc/>
    public Explanation Explanation { get; }

    /// <inheritdoc/>
    public IAnnotation Annotation { get; }

    /// <inheritdoc/>
    public IReexplanation Reexplanation { get; }

    /// <inheritdoc/>
    public IImageSpace ImageSpace { get; }

    /// <inheritdoc/>
    public Seed Seed => _subject.Seed.For(_metric);

    /// <inheritdoc/>
    public Seed SharedSeed => _subject.Seed.For("shared");

    /// <inheritdoc/>
    public T Share<T>(object key, Func<T> compute) => _work.Share(key, compute);

    /// <inheritdoc/>
    public T ShareForImage<T>(object key, Func<T> compute) => _work.ShareForImage(key, compute);

    /// <summary>What the dataset says of the image.</summary>
    private sealed class SubjectAnnotation(LoadedSubject subject, SharedWork work) : IAnnotation
    {
        private sealed record TruthKey(int Target);

        public IReadOnlyList<int> Labels => subject.Image.Image.Labels;

        public GroundTruth? TruthOf(int target) => work.ShareForImage(new TruthKey(target), () => subject.Truth(target));
    }

    /// <summary>Pictures by the preprocessing of the images.</summary>
    private sealed class PictureSpace(Workbench bench) : IImageSpace
    {
        public Tensor Gray(byte value) => InputPicture.Gray(value, bench.Job.Model.Input, Preprocessing);

        public long CompressedSize(Tensor image) => InputPicture.ToWebP(image, Preprocessing).LongLength;

        private Preprocessing Preprocessing => bench.Job.Images.Preprocessing ?? throw new NotApplicableException(
            "no-preprocessing",
            "Nothing says how a picture becomes this model's input; name a file that does, or put a model.json beside the model.");
    }
}
