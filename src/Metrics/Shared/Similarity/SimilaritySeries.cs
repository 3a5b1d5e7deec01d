using VisEval.Core;

namespace VisEval.Metrics.Shared.Similarity;

/// <summary>What a stage counts at which the explanation becomes constant, so that nothing can be correlated with it.</summary>
[About("What a stage with a constant explanation counts: the number is degenerate, or the similarity zero.")]
internal enum ConstantStage
{
    /// <summary>The number does not exist: <c>degenerate:constant-when-randomized</c>.</summary>
    Degenerate,

    /// <summary>A similarity of 0: nothing is left of the explanation.</summary>
    Zero,
}

/// <summary>How similar an explanation stays over the stages of a randomization: one series for each similarity, and its mean.</summary>
/// <remarks>The first stage at which a similarity does not exist decides its state: to leave the stage out would reward or punish
/// by chance.</remarks>
internal sealed class SimilaritySeries(ExplanationSimilarity similarity, ConstantStage constant)
{
    private static readonly CellState[] BecameConstant =
        [CellState.Degenerate("constant-when-randomized"), CellState.Degenerate("no-edges-when-randomized")];

    private readonly CellState[] _states = [.. similarity.States];
    private readonly List<double>[] _values = [.. similarity.States.Select(_ => new List<double>())];

    /// <summary>Whether every number is already without a value, so that no further explanation is needed.</summary>
    public bool IsOver => !_states.Any(s => s.IsOk);

    /// <summary>Adds the explanation of the next stage.</summary>
    public void Add(Attribution randomized)
    {
        var values = similarity.To(randomized, "randomized");
        for (var i = 0; i < values.Count; i++)
            if (values[i].Value is { } value)
                _values[i].Add(value);
            else if (constant == ConstantStage.Zero && BecameConstant.Contains(values[i].State))
                _values[i].Add(0);
            else if (_states[i].IsOk)
                _states[i] = values[i].State;
    }

    /// <summary>The mean over the stages of each similarity, with a curve of every one that exists.</summary>
    /// <param name="positions">Where the stages stand, increasing, in [0, 1].</param>
    /// <param name="fromOne">Whether the curves begin at 0 with the unchanged model, whose similarity is 1.</param>
    /// <param name="countsOriginal">Whether the mean counts the unchanged model as a stage.</param>
    public MetricResult Result(IReadOnlyList<double> positions, bool fromOne, bool countsOriginal = false)
    {
        var names = ExplanationSimilarity.Scores.Select(s => s.Name).ToArray();
        double[] x = fromOne ? [0, .. positions] : [.. positions];
        return new MetricResult(
            [
                .. names.Select((name, i) => _states[i].IsOk
                    ? ScoreValue.Ok(name, countsOriginal ? _values[i].Prepend(1).Average() : _values[i].Average())
                    : ScoreValue.Without(name, _states[i])),
            ],
            [
                .. names.Select((name, i) => (name, i)).Where(s => _states[s.i].IsOk)
                    .Select(s => new Curve(s.name, x, fromOne ? [1, .. _values[s.i]] : [.. _values[s.i]])),
            ]);
    }
}
