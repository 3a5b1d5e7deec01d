namespace VisEval.Harness.Statistics.Sequential;

/// <summary>What is known of two methods whose means over a population are compared on a part of it.</summary>
public enum PairOrder
{
    /// <summary>Nothing yet.</summary>
    Open,

    /// <summary>The means differ by less than the margin.</summary>
    Close,

    /// <summary>The first has the lower mean.</summary>
    FirstLower,

    /// <summary>The second has the lower mean.</summary>
    SecondLower,
}
