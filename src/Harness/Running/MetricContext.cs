using VisEval.Core;
using VisEval.Methods;
using VisEval.Metrics;
using VisEval.Onnx.Runtime;

namespace VisEval.Harness.Running;

/// <summary>What a metric may ask about one explanation, answered by the models of a job.</summary>
internal sealed class MetricContext(
    JobScope scope, Unit<IAttributionMethod> method, Unit<IMetric> metric, LoadedSubject subject, Explanation explanation) : IMetricContext
{
    public IClassifier Model => scope.Job.Model;

    public Tensor Image => subject.Prepared.Input;

    public int Target => subject.Subject.Target;

    public Attribution Attribution => explanation.Attribution;

    public SaliencyMap Map => explanation.Map;

    public GroundTruth? Truth => subject.Truth.Value;

    public Seed Seed => scope.SeedFor(subject.Subject.Image, metric.Key);

    public int WeightLayerCount => scope.Randomized.LayerCount;

    public Attribution Explain(Tensor image) => Explain(scope.Job.Model, image);

    public Attribution ExplainRandomized(int layers) => Explain(scope.Randomized.Get(layers), Image);

    private Attribution Explain(IModel model, Tensor image) =>
        Explaining.Explain(model, method, image, [scope.SeedFor(subject.Subject.Image, method.Key)], [Target])[0];
}
