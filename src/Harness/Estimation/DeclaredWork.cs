using VisEval.Core;
using VisEval.Methods;
using VisEval.Metrics;
using VisEval.Onnx.Runtime;

namespace VisEval.Harness.Estimation;

/// <summary>The work that units declare: methods by their passes, metrics by <paramref name="metrics"/>.</summary>
/// <param name="metrics">What one score of one explanation takes.</param>
public sealed class DeclaredWork(Func<IMetric, IModel, ScoreWork> metrics) : IUnitWork
{
    /// <summary>The work of the built-in units.</summary>
    public static IUnitWork BuiltIn { get; } = new DeclaredWork((metric, _) => TypicalMetricWork.Of(metric));

    /// <inheritdoc/>
    public MethodWork? Of(IAttributionMethod method, IModel model)
    {
        try
        {
            var passes = PassEstimate.Of(method, model);
            return new MethodWork(new Passes(passes.Forwards, passes.Backwards), passes.AtMost);
        }
        // No such layer, no attention: the run records it with the first image, and no pass is run.
        catch (InputException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public ScoreWork Of(IMetric metric, IModel model) => metrics(metric, model);
}
