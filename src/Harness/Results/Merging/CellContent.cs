using System.Globalization;
using VisEval.Core;
using VisEval.Metrics;

namespace VisEval.Harness.Results.Merging;

/// <summary>A cell with all that a store holds of it.</summary>
internal sealed record CellContent(CellKey Key, MetricResult Result)
{
    private static readonly CellState WithoutMap = CellState.Undefined(ShuffledKey.NoMap);

    /// <summary>Whether it says that something failed, here or in the image that was to lend its map; it gives way to one that does
    /// not.</summary>
    public bool GivesWay => Result.Scores.Any(s => s.State == CellState.Failed || s.State == WithoutMap);

    /// <summary>Whether the image could not be read or classified, so that its class was not known.</summary>
    public bool IsWithoutTarget => Key.Target == ExplanationKey.NoTarget;

    /// <summary>Where two cells of one key differ: which number or curve, and what each says. Numbers must agree in every bit.</summary>
    public IEnumerable<(string What, string Own, string Other)> Differences(CellContent other)
    {
        foreach (var (own, theirs) in Paired(Result.Scores, other.Result.Scores))
            if (Text(own) != Text(theirs))
                yield return ($"score {(own ?? theirs)!.Name}", Text(own), Text(theirs));
        foreach (var (own, theirs) in Paired(Result.Curves, other.Result.Curves))
            if (own is null || theirs is null || own.Name != theirs.Name || !SameBits(own.X, theirs.X) || !SameBits(own.Y, theirs.Y))
                yield return ($"curve {(own ?? theirs)!.Name}", "one curve", "another");
    }

    private static IEnumerable<(T? Own, T? Other)> Paired<T>(IReadOnlyList<T> own, IReadOnlyList<T> other)
        where T : class =>
        Enumerable.Range(0, Math.Max(own.Count, other.Count)).Select(i => (own.ElementAtOrDefault(i), other.ElementAtOrDefault(i)));

    private static bool SameBits(IReadOnlyList<double> a, IReadOnlyList<double> b) =>
        a.Select(BitConverter.DoubleToInt64Bits).SequenceEqual(b.Select(BitConverter.DoubleToInt64Bits));

    // All digits: two numbers of one text have the same bits, but for the kinds of NaN.
    private static string Text(ScoreValue? score) => score is null ? "nothing"
        : score.State.IsOk ? score.Value?.ToString("R", CultureInfo.InvariantCulture) ?? "nothing" : score.State.Text;
}
