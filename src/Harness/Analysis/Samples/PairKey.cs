using VisEval.Harness.Results;

namespace VisEval.Harness.Analysis.Samples;

/// <summary>What an explanation is of: by this, methods are paired.</summary>
internal readonly record struct PairKey(string Model, string Image, int Target)
{
    /// <summary>Of a cell.</summary>
    public static PairKey By(CellKey cell) => new(cell.Model, cell.Image, cell.Target);
}
