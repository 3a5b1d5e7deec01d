using VisEval.Harness.Datasets.Formats;

namespace VisEval.Harness.Datasets.Opening;

/// <summary>What only a person can say of a dataset without a dataset.json.</summary>
/// <param name="Format">The name of its layout; null where it is recognized.</param>
/// <param name="Table">Full path of its table; null where it has none, or one only.</param>
/// <param name="Boxes">What the four numbers of a box in the table are; null where the table says it.</param>
public sealed record DatasetOptions(string? Format = null, string? Table = null, BoxConvention? Boxes = null)
{
    /// <summary>Nothing said.</summary>
    public static DatasetOptions None { get; } = new();
}
