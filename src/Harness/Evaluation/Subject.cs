using VisEval.Core;
using VisEval.Harness.Datasets;

namespace VisEval.Harness.Evaluation;

/// <summary>What is explained: a class in an image.</summary>
/// <param name="Image">The image.</param>
/// <param name="Target">The class; −1 where it could not be told.</param>
/// <param name="InGallery">Whether its maps are kept for the gallery.</param>
internal readonly record struct Subject(DatasetImage Image, int Target, bool InGallery);

/// <summary>A subject with its pixels.</summary>
/// <param name="Subject">What is explained.</param>
/// <param name="Prepared">The pixels.</param>
/// <param name="Truth">Where the class is; read when a metric first asks, so that a bad mask fails only the metrics that need it.</param>
internal sealed record LoadedSubject(Subject Subject, PreparedImage Prepared, Lazy<GroundTruth?> Truth)
{
    /// <summary>What the metrics of all methods share.</summary>
    public SharedValues Shared { get; } = new();
}

/// <summary>What a method says of a subject.</summary>
/// <param name="Attribution">As the method defines it.</param>
/// <param name="Map">At the input's size.</param>
internal sealed record Explanation(Attribution Attribution, SaliencyMap Map);
