using VisEval.Core;
using VisEval.Metrics.Shared;

namespace VisEval.Metrics.Sanity;

/// <summary>What a stage counts at which the explanation becomes constant, so that nothing can be correlated with it.</summary>
public enum ConstantStage
{
    /// <summary>The number does not exist: <c>degenerate:constant-when-randomized</c>.</summary>
    Degenerate,

    /// <summary>A similarity of 0: nothing is left of the explanation.</summary>
    Zero,
}

/// <summary>How alike the explanation stays while the weights are re-drawn, layer after layer from the output; lower is better.</summary>
/// <remarks>
/// Stage k re-draws the k layers nearest the output; each of the three numbers of <see cref="ExplanationSimilarity"/> is its mean over
/// the stages, in [−1, 1] (Adebayo et al., NeurIPS 2018). An explanation that does not change does not depend on what the model learned.
/// Curves: similarity over the share of layers re-drawn, from (0, 1), the unchanged model. Where the explanation itself is constant its
/// number is <c>degenerate:constant</c>. Where it becomes constant at a stage, the similarity of that stage does not exist, and to leave
/// the stage out would reward or punish by chance: the option <c>constant</c> says what happens. A model without weights:
/// <c>undefined:no-weight-layers</c>.
/// </remarks>
[Named("cascading-randomization")]
[Paper("Adebayo et al.: Sanity Checks for Saliency Maps, NeurIPS 2018", 2018)]
public sealed record CascadingRandomization(
    [InRange(0, 100_000)][About("Stages, evenly spread over the layers and ending with all of them; 0: one a layer.")] int Stages = 0,
    [About("What a stage with a constant explanation counts: the number is degenerate, or the similarity zero.")]
    ConstantStage Constant = ConstantStage.Degenerate)
    : IMetric
{
    private static readonly CellState BecameConstant = CellState.Degenerate("constant-when-randomized");

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => ExplanationSimilarity.Scores;

    /// <summary>The numbers of re-drawn layers, increasing, without repetition, ending with <paramref name="layers"/>.</summary>
    public IReadOnlyList<int> StagesOf(int layers)
    {
        var count = Stages == 0 ? layers : Math.Min(Stages, layers);
        return [.. Enumerable.Range(1, count).Select(i => (int)((2L * i * layers + count) / (2 * count)))];
    }

    /// <inheritdoc/>
    public MetricResult Score(IMetricContext context)
    {
        if (context.WeightLayerCount == 0)
            return MetricResult.Without(this, CellState.Undefined("no-weight-layers"));

        var stages = StagesOf(context.WeightLayerCount);
        var similarity = new ExplanationSimilarity(context.Attribution, context.Map);
        var series = Scores.Select((s, i) => new Series(s.Name, similarity.States[i])).ToArray();
        foreach (var layers in stages)
        {
            // Explanations are dear; none is asked for once no number can come of it.
            if (!series.Any(s => s.State.IsOk))
                break;
            var values = similarity.To(context.ExplainOn(new ModelVariant.Randomized(0, layers)), "randomized");
            for (var i = 0; i < series.Length; i++)
                series[i].Add(Constant == ConstantStage.Zero && values[i].State == BecameConstant
                    ? ScoreValue.Ok(values[i].Name, 0)
                    : values[i]);
        }

        double[] shares = [0, .. stages.Select(s => (double)s / context.WeightLayerCount)];
        return new MetricResult(
            [.. series.Select(s => s.Mean)],
            [.. series.Where(s => s.State.IsOk).Select(s => new Curve(s.Name, shares, [1, .. s.Values]))]);
    }

    // One similarity over the stages; the first stage without a value decides its state.
    private sealed class Series(string name, CellState state)
    {
        public string Name { get; } = name;

        public CellState State { get; private set; } = state;

        public List<double> Values { get; } = [];

        public ScoreValue Mean => State.IsOk ? ScoreValue.Ok(Name, Values.Average()) : ScoreValue.Without(Name, State);

        public void Add(ScoreValue stage)
        {
            if (stage.Value is { } value)
                Values.Add(value);
            else if (State.IsOk)
                State = stage.State;
        }
    }
}
