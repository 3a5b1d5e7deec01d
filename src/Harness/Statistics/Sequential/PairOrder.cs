namespace VisEval.Harness.Statistics.Sequential;

/// <summary>What is known of two methods whose means over a population are compared on a part of it; both where they are closer than the
/// margin.</summary>
[Flags]
internal enum PairOrder
{
    /// <summary>Nothing yet.</summary>
    Open = 0,

    /// <summary>The first may stand before the second: its mean is not higher by the margin or more.</summary>
    FirstBefore = 1,

    /// <summary>The second may stand before the first.</summary>
    SecondBefore = 2,
}
