using VisEval.Methods;
using VisEval.Metrics;
using VisEval.Onnx.Runtime;

namespace VisEval.Harness.Estimation;

/// <summary>What the units of a run ask of a network, known before they are run.</summary>
public interface IUnitWork
{
    /// <summary>What one explanation by a method takes; null where the method does not apply to the network.</summary>
    MethodWork? Of(IAttributionMethod method, IModel model);

    /// <summary>What one score of one explanation by a metric takes.</summary>
    ScoreWork Of(IMetric metric, IModel model);
}

/// <summary>What one explanation by a method takes.</summary>
/// <param name="Passes">Images run through the network.</param>
/// <param name="AtMost">Whether these are upper bounds, because the image decides.</param>
public readonly record struct MethodWork(Passes Passes, bool AtMost);

/// <summary>What one score of one explanation takes, where nothing is shared with other metrics.</summary>
/// <param name="Forwards">Images run forwards by the metric itself.</param>
/// <param name="Explanations">Further explanations by the explained method.</param>
public readonly record struct ScoreWork(double Forwards, double Explanations);
