namespace VisEval.Harness.Results;

/// <summary>Whether two computations gave the same number.</summary>
internal static class SameNumber
{
    /// <summary>Runs with different numbers of threads agree to this; what differs by more is another number.</summary>
    public const double Tolerance = 1e-5;

    /// <summary>|a − b| ≤ 10⁻⁵ · max(1, |a|); two missing numbers are the same.</summary>
    public static bool Is(double? a, double? b) => a is { } x && b is { } y
        ? x.Equals(y) || Math.Abs(x - y) <= Tolerance * Math.Max(1, Math.Abs(x))
        : a is null && b is null;
}
