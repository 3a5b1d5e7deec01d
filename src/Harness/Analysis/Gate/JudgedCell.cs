using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis.Gate;

/// <summary>A cell with what the policy says about it.</summary>
/// <param name="Paired">Its values.</param>
/// <param name="Level">How much it matters.</param>
/// <param name="Margin">The difference that does not matter, in the score's unit.</param>
internal sealed record JudgedCell(PairedCell Paired, CellLevel Level, double Margin)
{
    /// <summary>What the verdict is about, by image.</summary>
    public ClusterTotals Gains { get; } = ClusterTotals.Of(Paired.Gains);

    /// <summary>Whether there is anything to test.</summary>
    public bool IsTestable => Paired.IsFound && Gains.Count > 0;

    /// <summary>Whether any image differs by more than rounding, or is counted as if it did.</summary>
    public bool Differs { get; } = Paired.IsFound
        && (Paired.Pairs.Any(p => Math.Abs(p.Gain) > ImageChanges.Slack)
            || (Paired.IsJudgedByWorst && Paired.Lost.Any(l => Math.Abs(l.WorstGain) > ImageChanges.Slack)));
}
