using VisEval.Core;
using VisEval.Methods.Representation.Contracts;
using VisEval.Methods.Representation.Shared;

namespace VisEval.Methods.Representation;

/// <summary>A class and a concept.</summary>
/// <param name="ByImage">By image of the class the share of runs along which its score rises.</param>
/// <param name="ByRun">By run the share of images.</param>
/// <param name="RandomRuns">The score of one run of each random concept.</param>
/// <param name="RandomMeans">The mean score of each random concept.</param>
/// <param name="Derivative">Mean of ⟨∇S, v⟩/‖v‖.</param>
/// <param name="State">Why there is no score, or none of random concepts; ok where there are both.</param>
internal sealed record ConceptTest(
    double[] ByImage, double[] ByRun, double[] RandomRuns, double[] RandomMeans, double Derivative, CellState State)
{
    private static readonly CellState NoDirection = CellState.Undefined("no-direction");
    private static readonly CellState NoRandomDirection = CellState.Undefined("no-random-direction");
    private static readonly CellState ZeroGradient = CellState.Undefined("zero-gradient");

    private const double Rounding = 1e-12;

    /// <summary>The score, with what its interval is worked out from.</summary>
    public Finding Score => new Finding.Crossed(ByImage, ByRun);

    /// <summary>Whether there is a score.</summary>
    public bool HasScore => State != ZeroGradient && State != NoDirection;

    /// <summary>Mean score of the random concepts; null where one has no direction.</summary>
    public double? RandomScore => HasScore && State != NoRandomDirection ? RandomMeans.Average() : null;

    /// <summary>Tests them.</summary>
    /// <param name="gram">⟨x_i, x_j⟩ of all images.</param>
    /// <param name="of">The class.</param>
    /// <param name="runs">The concept's runs.</param>
    /// <param name="others">By random concept the scores of its runs.</param>
    /// <param name="haveDirections">Whether all of these runs have a direction.</param>
    public static ConceptTest Of(
        GramMatrix gram, ClassDerivatives of, IReadOnlyList<ConceptRun> runs, IReadOnlyList<double[]> others, bool haveDirections)
    {
        List<double[]> rises = [.. runs.Select(r => of.Rises(r.Direction))];
        return new ConceptTest(
            [.. of.Images.Index().Select(i => rises.Average(r => r[i.Index]))],
            [.. rises.Select(r => r.Average())],
            [.. others.Select(set => set[0])],
            [.. others.Select(set => set.Average())],
            runs.Average(r => r.Direction.Length(gram) is var length && length > 0
                ? of.Products.Average(p => r.Direction.Along(p)) / length
                : 0),
            of.Zeros == of.Images.Count ? ZeroGradient
            : runs.Any(r => r.Accuracy is null) ? NoDirection
            : haveDirections ? CellState.Ok : NoRandomDirection);
    }

    /// <summary>(1 + #{b: |S_b − S̄| ≥ |S − S̄|})/(B + 1).</summary>
    public double Draw()
    {
        var (mean, score) = (RandomMeans.Average(), ByRun.Average());
        return (1.0 + RandomMeans.Count(s => Math.Abs(s - mean) >= Math.Abs(score - mean) - Rounding)) / (RandomMeans.Length + 1);
    }

    public FindingRow Row(Study study, StudiedLayer layer, ClassDerivatives of, Concept concept)
    {
        Finding[] head =
        [
            layer.Network.Name, layer.Tensor, study.Classes[of.Target], concept.Name, concept.Category, of.Images.Count,
            of.Images.Intersect(concept.Images).Count(), of.Zeros,
        ];
        if (!HasScore)
            return new FindingRow([.. head, .. Enumerable.Repeat(Finding.None, TestedLayer.ScoreColumns.Count - head.Length)], State);
        var mean = ByRun.Average();
        // Without any spread there is no t.
        var spread = ByRun.Concat(RandomRuns).Distinct().Count() > 1 && (ByRun.Distinct().Count() > 1 || RandomRuns.Distinct().Count() > 1);
        var deviation = Math.Sqrt(ByRun.Sum(s => (s - mean) * (s - mean)) / (ByRun.Length - 1));
        return State.IsOk
            ? new FindingRow(
            [
                .. head, Score, deviation, RandomMeans.Average(), spread ? new Finding.Compared(ByRun, RandomRuns) : Finding.None, Draw(),
                Derivative,
            ], spread ? State : CellState.Undefined("no-spread"))
            : new FindingRow([.. head, Score, deviation, Finding.None, Finding.None, Finding.None, Derivative], State);
    }
}
