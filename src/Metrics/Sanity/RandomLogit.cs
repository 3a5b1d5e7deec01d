using VisEval.Core;
using VisEval.Metrics.Shared.Similarity;

namespace VisEval.Metrics.Sanity;

/// <summary>Over what the structural similarity runs.</summary>
internal enum SsimKind
{
    /// <summary>The maps as pictures, each scaled to [0, 1]: <see cref="Shared.Similarity.Ssim"/>.</summary>
    Picture,

    /// <summary>The flattened maps, each divided by its largest magnitude: <see cref="SeriesSsim"/>.</summary>
    Series,
}

/// <summary>How similar the explanation is to that of another class, drawn at random; 0 is best.</summary>
/// <remarks>
/// The four similarities of <see cref="ExplanationSimilarity"/>, SSIM first, in [−1, 1], to the explanations of <c>classes</c> other
/// classes drawn from the seed without repetition (all others where there are fewer), mean over them (Sixt, Granz, Landgraf, ICML 2020). A
/// method whose picture is the same for every class explains the image, not the decision. A model of one class:
/// <c>undefined:single-class</c>. The similarity does not exist where another class's explanation is constant:
/// <c>degenerate:constant-when-other-class</c>.
/// <para>Quantus flattens the maps and gives SSIM their joint range: its windows are seven pixels of a row, which know nothing of the rows
/// above and below. The dialect <c>quantus</c> does the same; windows of the picture are the definition (Wang et al., 2004).</para>
/// </remarks>
[Named("random-logit")]
[Paper("Sixt, Granz, Landgraf: When Explanations Lie, ICML 2020", 2020)]
[NeedsAnnotation(Annotation.None)]
[Work(explanations: "min(classes, model-classes - 1)")]
[NoNumber("undefined:single-class", "the model has one class only")]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumberWhere(CommonState.NoEdges)]
[NoNumber("degenerate:constant-when-other-class", "another class's explanation is constant")]
[NoNumber("degenerate:not-finite-when-other-class", "another class's explanation has a value that is not finite")]
[NoNumber("degenerate:no-edges-when-other-class", "another class's map has no edge anywhere (hog)")]
[NoNumber("undefined:smaller-than-ssim-window", "the input is smaller than 11×11, flattened than 7 values (ssim)")]
[NoNumberWhere(CommonState.SmallerThanHogBlock)]
[KnownScore("random", "ssim", "1")]
[KnownScore("random", "spearman", "1")]
[KnownScore("random", "spearman-absolute", "1")]
[KnownScore("random", "hog", "1")]
[KnownScore("uniform", "ssim", "degenerate:constant")]
[Dialect("quantus", "values=map,ssim=series")]
internal sealed record RandomLogit(
    [InRange(1, 100_000)][About("Other classes that the explanation is compared with.")] int Classes = 1,
    ComparedValues Values = ComparedValues.Attribution,
    [About("Over what the structural similarity runs: the pictures, or the flattened maps.")] SsimKind Ssim = SsimKind.Picture)
    : IMetric
{
    private const string Other = "other-class";

    // SSIM is the number of the paper.
    private static readonly int[] Order = [2, 0, 1, 3];
    private static readonly ScoreInfo[] Info = [.. Order.Select(i => ExplanationSimilarity.Scores[i])];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        var classes = context.Model.ClassCount;
        if (classes < 2)
            return MetricResult.Without(this, CellState.Undefined("single-class"));
        var similarity = ExplanationSimilarity.Of(context, Values);
        var sums = similarity.States.Select((state, i) => state.IsOk || (i == 2 && Ssim == SsimKind.Series)
            ? ScoreValue.Ok(ExplanationSimilarity.Scores[i].Name, 0)
            : ScoreValue.Without(ExplanationSimilarity.Scores[i].Name, state)).ToArray();
        int[] others = [.. Enumerable.Range(0, classes).Where(c => c != context.Target)];
        context.Seed.For("classes").Random().Shuffle<int>(others);
        others = others[..Math.Min(Classes, others.Length)];
        foreach (var other in others)
        {
            if (!sums.Any(s => s.State.IsOk))
                break;
            var explanation = context.ExplainAs(other);
            var values = similarity.To(explanation, Other).ToArray();
            if (Ssim == SsimKind.Series)
                values[2] = Flattened(context.Map, explanation.ToMap(context.Map.Height, context.Map.Width));
            for (var i = 0; i < sums.Length; i++)
                sums[i] = (sums[i].Value, values[i].Value) is ({ } sum, { } value)
                    ? ScoreValue.Ok(sums[i].Name, sum + value / others.Length)
                    : sums[i].State.IsOk ? values[i] : sums[i];
        }
        return MetricResult.Of([.. Order.Select(i => sums[i])]);
    }

    private static ScoreValue Flattened(SaliencyMap own, SaliencyMap other)
    {
        const string Name = "ssim";
        if (!own.State.IsOk)
            return ScoreValue.Without(Name, own.State);
        if (!other.State.IsOk)
            return ScoreValue.Without(Name, CellState.Parse($"{other.State.Text}-when-{Other}"));
        return own.Values.Length < SeriesSsim.Window
            ? ScoreValue.Without(Name, CellState.Undefined("smaller-than-ssim-window"))
            : ScoreValue.Ok(Name, SeriesSsim.Mean(Scaled(own), Scaled(other)));
    }

    private static double[] Scaled(SaliencyMap map)
    {
        var largest = map.Values.Max(v => Math.Abs((double)v));
        return [.. map.Values.Select(v => v / largest)];
    }
}
