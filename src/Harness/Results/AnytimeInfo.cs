using System.Text.Json.Serialization;

namespace VisEval.Harness.Results;

/// <summary>That a run goes through its images in an order drawn at random and may end before the last, and where it did.</summary>
/// <param name="Rule">What it looks for in between; null for nothing.</param>
/// <param name="Seconds">The time after which it ends; null for none.</param>
internal sealed record AnytimeInfo(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] StopRule? Rule = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Seconds = null)
{
    /// <summary>What was used of every dataset; null while the run is going on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<DatasetSample>? Samples { get; init; }
}

/// <summary>The images of a dataset that a run has used.</summary>
/// <param name="Dataset">Dataset name.</param>
/// <param name="Population">All images of the run.</param>
/// <param name="Ended">Why there are no more.</param>
/// <param name="Looks">How often the rule was asked, or may have been: known before the first image. 0 without a rule.</param>
/// <param name="Looked">How often it was asked.</param>
/// <param name="Images">The images that were used, in the order in which they were drawn.</param>
internal sealed record DatasetSample(
    string Dataset, int Population, SampleEnd Ended, int Looks, int Looked, IReadOnlyList<string> Images)
{
    /// <summary>What the rule said last; null where it was never asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OrderVerdict? Verdict { get; init; }

    /// <summary>The share of the images that was not needed.</summary>
    [JsonIgnore]
    public double Saved => Population == 0 ? 0 : 1 - (double)Images.Count / Population;
}

/// <summary>Why a run uses no more images of a dataset.</summary>
internal enum SampleEnd
{
    /// <summary>It has used all of them.</summary>
    All,

    /// <summary>More would not change the verdict.</summary>
    Stable,

    /// <summary>The time was up.</summary>
    Time,
}

/// <summary>What is decided of the order of methods.</summary>
/// <param name="Methods">The methods that are compared, those with the same numbers counted once.</param>
/// <param name="Pairs">The pairs of these.</param>
/// <param name="Settled">Those of which it is decided that they stand as they do, or are closer than the margin.</param>
/// <param name="First">The method with the best mean rank.</param>
/// <param name="IsStable">Whether the rule is satisfied.</param>
internal sealed record OrderVerdict(int Methods, int Pairs, int Settled, string First, bool IsStable);
