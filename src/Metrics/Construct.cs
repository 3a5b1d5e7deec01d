using System.Reflection;

namespace VisEval.Metrics;

/// <summary>What a metric asks of an explanation. Metrics that ask the same share one vote in a ranking, however many they are.</summary>
public enum Construct
{
    /// <summary>How the output falls or stays as relevant parts of the image are removed or kept.</summary>
    Removal,

    /// <summary>Whether relevance goes with the measured effects of single parts or sets of parts.</summary>
    Effects,

    /// <summary>Whether relevance lies on the object.</summary>
    Localization,
}

/// <summary>Says that a metric takes part in rankings, and with what question. Sanity, robustness, complexity and cost have none: trivial
/// maps are best in them.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MeasuresAttribute(Construct construct) : Attribute
{
    /// <summary>The question.</summary>
    public Construct Construct { get; } = construct;

    /// <summary>What a metric asks; null where it takes no part in rankings.</summary>
    public static Construct? Of(IMetric metric) => metric.GetType().GetCustomAttribute<MeasuresAttribute>()?.Construct;
}
