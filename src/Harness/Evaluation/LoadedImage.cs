using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Results;

namespace VisEval.Harness.Evaluation;

/// <summary>An image that was read and classified, or was not, with the classes in it to explain.</summary>
/// <param name="Outcome">What became of the image.</param>
/// <param name="Subjects">The classes to explain; without pixels where the image failed.</param>
internal sealed record LoadedImage(ImageOutcome Outcome, IReadOnlyList<Subject> Subjects)
{
    /// <summary>Whether there are pixels.</summary>
    public bool IsLoaded => Outcome is ImageOutcome.Loaded;
}

/// <summary>A class in an image that is to be explained.</summary>
/// <param name="Image">The image.</param>
/// <param name="Target">The class; −1 where it could not be told.</param>
/// <param name="Position">Its place among the classes of the image.</param>
/// <param name="InGallery">Whether its maps are kept for the gallery.</param>
/// <param name="Loaded">The pixels and all that is known of them; null where the image failed.</param>
internal sealed record Subject(DatasetImage Image, int Target, int Position, bool InGallery, LoadedSubject? Loaded);

/// <summary>A class in an image, with the pixels.</summary>
/// <param name="Image">The pixels and where things are in them.</param>
/// <param name="Target">The class.</param>
/// <param name="Position">Its place among the classes of the image.</param>
/// <param name="Seed">The seed of all draws on the image; each unit takes its own part of it.</param>
/// <param name="Truth">Where a class is, or null where nobody says.</param>
internal sealed record LoadedSubject(PreparedImage Image, int Target, int Position, Seed Seed, Func<int, GroundTruth?> Truth)
{
    /// <summary>What is known of the image beyond its pixels.</summary>
    public Surroundings Surroundings { get; init; } = Surroundings.Unknown;

    /// <summary>What the metrics of all methods work out once.</summary>
    internal SharedValues Shared { get; } = new();
}
