namespace VisEval.Harness.Analysis.Gate;

/// <summary>What happened to single images in a cell.</summary>
/// <param name="Better">Explanations with a gain.</param>
/// <param name="Worse">Explanations with a loss.</param>
/// <param name="Same">Explanations without a difference.</param>
/// <param name="IsHit">Whether the number is a hit or a miss in every image.</param>
/// <param name="Flipped">The hits that became misses and the misses that became hits; empty for other numbers.</param>
/// <param name="Losses">The explanations that lost most, the largest loss first.</param>
internal sealed record ImageChanges(
    int Better, int Worse, int Same, bool IsHit, IReadOnlyList<PairedValue> Flipped, IReadOnlyList<PairedValue> Losses)
{
    /// <summary>How many of the largest losses are named.</summary>
    public const int MostLosses = 3;

    /// <summary>Differences up to this are none: rounding.</summary>
    public const double Slack = 1e-12;

    /// <summary>Of paired values.</summary>
    public static ImageChanges Of(IReadOnlyList<PairedValue> pairs)
    {
        var isHit = pairs.Count > 0 && pairs.All(p => p.Old is 0 or 1 && p.New is 0 or 1);
        return new ImageChanges(
            pairs.Count(p => p.Gain > Slack),
            pairs.Count(p => p.Gain < -Slack),
            pairs.Count(p => Math.Abs(p.Gain) <= Slack),
            isHit,
            isHit ? [.. pairs.Where(p => p.Old != p.New)] : [],
            [.. pairs.Where(p => p.Gain < -Slack).OrderBy(p => p.Gain).Take(MostLosses)]);
    }
}
