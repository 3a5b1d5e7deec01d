using System.Reflection;
using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.Facts;
using VisEval.Metrics;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Estimation;

/// <summary>The work that methods and metrics declare by their attributes.</summary>
internal sealed class DeclaredWork : IUnitWork
{
    /// <inheritdoc/>
    public MethodWork? Of(IAttributionMethod method, IModel model, int references)
    {
        try
        {
            var passes = PassEstimate.Of(method, model, references);
            return new MethodWork(new Passes(passes.Forwards, passes.Backwards), passes.AtMost);
        }
        // No such layer, no attention: the run records it with the first image, and no pass is run.
        catch (Exception error) when (error is InputException or NotApplicableException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public EvaluationWork Of(IMetric metric, IModel model)
    {
        var work = MetricWork.Of(metric, model.Input, model.ClassCount, model.Network.WeightLayers.Count);
        var shared = metric.GetType().GetCustomAttribute<SharesWorkAttribute>() ?? new SharesWorkAttribute();
        return work is null
            ? new EvaluationWork(0, 0)
            : new EvaluationWork(work.Forwards, work.Explanations, work.AtMost, shared.Group, shared.AmongMethods, work.Calls);
    }
}
