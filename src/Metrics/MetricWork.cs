using System.Reflection;
using VisEval.Core;

namespace VisEval.Metrics;

/// <summary>What one evaluation asks for, as formulas in the options of the metric: <c>"samples + 1"</c>.</summary>
/// <remarks>
/// Counted for an evaluation that ends in numbers and shares nothing with another: the image itself is one of the forwards where the metric
/// needs its output. Written as <see cref="Formula"/> describes, in the names of numeric options and these facts: <c>height</c>,
/// <c>width</c> and <c>input-channels</c> of the image, <c>model-classes</c>, and <c>weight-layers</c> of the model. Images that
/// <see cref="IReexplanation.Mosaic"/> classifies to choose its parts are not counted.
/// </remarks>
/// <param name="forwards">Images that the metric runs forwards.</param>
/// <param name="explanations">Images that are explained again, by the evaluated method.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class WorkAttribute(string forwards = "0", string explanations = "0") : Attribute
{
    /// <summary>Images that the metric runs forwards.</summary>
    public string Forwards { get; } = forwards;

    /// <summary>Images that are explained again.</summary>
    public string Explanations { get; } = explanations;

    /// <summary>Images that are explained again together, on the same copy of the model; each alone if not said.</summary>
    public string Together { get; init; } = "1";

    /// <summary>A formula that is not 0 where the image or the map decides how many are needed; the two above are then
    /// upper bounds.</summary>
    public string AtMost { get; init; } = "0";
}

/// <summary>What one evaluation asks for, computed from what the metric declares.</summary>
/// <param name="Forwards">Images that the metric runs forwards.</param>
/// <param name="Explanations">Images that are explained again, by the evaluated method.</param>
/// <param name="AtMost">Whether these are upper bounds, because the image or the map decides.</param>
public sealed record MetricWork(long Forwards, long Explanations, bool AtMost)
{
    /// <summary>The most images that a metric asks about at once: 64 images of 3×224×224 are 39 MB.</summary>
    internal const int ImagesPerCall = 64;

    /// <summary>How often the metric asks for explanations, several images at once where it can: what counts where a call is expensive
    /// whatever it is given.</summary>
    public long Calls { get; init; }

    /// <summary>Whether a metric explains images again, which takes as long as the method it is asked about.</summary>
    public static bool ExplainsAgain(IMetric metric) =>
        metric.GetType().GetCustomAttribute<WorkAttribute>() is { Explanations: not "0" };

    /// <summary>The work of a metric with its options; null where its type declares none.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="input">The input of the model.</param>
    /// <param name="classes">The number of classes of the model.</param>
    /// <param name="weightLayers">The number of weight layers of the model.</param>
    public static MetricWork? Of(IMetric metric, ImageSize input, int classes, int weightLayers)
    {
        if (metric.GetType().GetCustomAttribute<WorkAttribute>() is not { } declared)
            return null;
        var options = OptionValues.Of(metric);
        double? Fact(string name) => name switch
        {
            "height" => input.Height,
            "width" => input.Width,
            "input-channels" => input.Channels,
            "model-classes" => classes,
            "weight-layers" => weightLayers,
            _ => null,
        };
        double Value(string formula) => new Formula(formula).Evaluate(options, Fact);
        var (explanations, together) = ((long)Value(declared.Explanations), Math.Max(1, (long)Value(declared.Together)));
        return new MetricWork((long)Value(declared.Forwards), explanations, Value(declared.AtMost) != 0)
        {
            Calls = explanations / together * ((together + ImagesPerCall - 1) / ImagesPerCall),
        };
    }
}
