using VisEval.Methods;
using VisEval.Metrics;
using VisEval.Onnx.Runtime;

namespace VisEval.Harness.Estimation;

/// <summary>What the units of a run ask of a network, known before they are run.</summary>
public interface IUnitWork
{
    /// <summary>What one explanation by a method takes; null where the method does not apply to the network.</summary>
    MethodWork? Of(IAttributionMethod method, IModel model);

    /// <summary>What one evaluation by a metric takes, where nothing is shared with other metrics; null where it is not known.</summary>
    MetricWork? Of(IMetric metric, IModel model);
}

/// <summary>What one explanation by a method takes.</summary>
/// <param name="Passes">Images run through the network.</param>
/// <param name="AtMost">Whether these are upper bounds, because the image decides.</param>
public readonly record struct MethodWork(Passes Passes, bool AtMost);
