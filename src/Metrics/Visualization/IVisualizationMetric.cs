using VisEval.Core;

namespace VisEval.Metrics.Visualization;

/// <summary>A number, or several, that says how good the pictures are which a visualizer makes of the units of a network.</summary>
/// <remarks>A positional record with a <see cref="VisEval.Core.NamedAttribute"/>, found by it. Its numbers belong to a visualizer and a
/// network, and not to an image, so that <c>run --metric</c> cannot use it;
/// <c>run --visualization-metric</c> and <c>visualize --metric</c> do.</remarks>
[UnitKind("visualization metric")]
public interface IVisualizationMetric
{
    /// <summary>The numbers it gives, the headline first.</summary>
    IReadOnlyList<ScoreInfo> Scores { get; }

    /// <summary>What it runs through networks, at most; nothing where it asks none.</summary>
    PictureWork Work(PictureCounts counts) => default;

    /// <summary>Scores all pictures of one visualizer.</summary>
    /// <remarks>What does not exist (no other network, nothing to draw again) may throw
    /// <see cref="VisEval.Core.NotApplicableException"/>: every number is then <c>undefined:why</c>.</remarks>
    IReadOnlyList<VisualizationScore> Evaluate(IVisualizationContext context);

    /// <summary>Whether its numbers say something of a picture and a unit together, so that the picture of another unit should score
    /// worse.</summary>
    bool IsOfUnit => false;

    /// <summary>Whether its numbers depend on which other networks there are.</summary>
    bool AsksOthers => false;

    /// <summary>What pictures get that say nothing of the network, where that is known in closed form; else null.</summary>
    /// <param name="score">The name of the number.</param>
    /// <param name="context">What is evaluated.</param>
    double? Chance(string score, IVisualizationContext context) => null;
}
