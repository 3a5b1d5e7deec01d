using VisEval.Core;

namespace VisEval.Metrics.Shared.Similarity;

/// <summary>How similar one explanation and others of the same image are, as Adebayo et al. (NeurIPS 2018) measure it.</summary>
/// <remarks>
/// <c>spearman</c>: rank correlation of the signed values; <c>spearman-absolute</c>: of their magnitudes; <c>ssim</c>: structural
/// similarity of the pictures, each scaled to [0, 1]; <c>hog</c>: rank correlation of the pictures' histograms of oriented gradients.
/// Which values: <see cref="ComparedValues"/>.
/// </remarks>
internal sealed class ExplanationSimilarity
{
    private readonly ComparedExplanation _own;
    private readonly ComparedValues _values;
    private readonly Spearman? _signed;
    private readonly Spearman? _absolute;
    private readonly Spearman? _edges;

    private sealed record Key(ComparedValues Values);

    /// <summary>The explanation of a context, prepared once for all metrics.</summary>
    public static ExplanationSimilarity Of(IMetricContext context, ComparedValues values) =>
        context.Share(new Key(values), () => new ExplanationSimilarity(context.Attribution, context.Map, values));

    /// <summary>Prepares the explanation that others are compared with.</summary>
    /// <param name="attribution">The explanation as the method defines it.</param>
    /// <param name="map">The same at the input's size.</param>
    /// <param name="values">Which values are compared.</param>
    public ExplanationSimilarity(Attribution attribution, SaliencyMap map, ComparedValues values = ComparedValues.Attribution)
    {
        _own = ComparedExplanation.Of(attribution, map, values);
        _values = values;
        var edges = Edges(_own);
        States = [_own.SignedState, _own.MagnitudesState, SsimState(_own), edges.State];
        _signed = States[0].IsOk ? new Spearman(_own.Signed) : null;
        _absolute = States[1].IsOk ? new Spearman(_own.Magnitudes) : null;
        _edges = States[3].IsOk ? new Spearman(edges.Features) : null;
    }

    /// <summary>The facts of the four similarities, where being alike is bad: independent explanations have 0, and opposite ones, −1,
    /// depend on each other as much as equal ones.</summary>
    public static IReadOnlyList<ScoreInfo> Scores { get; } =
        [Independent("spearman"), Independent("spearman-absolute"), Independent("ssim"), Independent("hog")];

    /// <summary>The facts of a similarity in [−1, 1] that is best at 0.</summary>
    public static ScoreInfo Independent(string name) => new(name, Direction.Lower, -1, 1) { Ideal = 0 };

    /// <summary>For each similarity whether this explanation has one: those that are constant or not finite have not, nor has SSIM a map
    /// smaller than its window, nor HOG one smaller than its block or without any edge.</summary>
    public IReadOnlyList<CellState> States { get; }

    /// <summary>The similarities to another explanation of the same shape, in the order of <see cref="Scores"/>.</summary>
    /// <param name="other">The other explanation.</param>
    /// <param name="when">Why there is another one, for example <c>randomized</c>: it follows the state of an explanation that is
    /// constant or not finite, <c>degenerate:constant-when-randomized</c>.</param>
    public IReadOnlyList<ScoreValue> To(Attribution other, string when)
    {
        var compared = ComparedExplanation.Of(other, other.ToMap(_own.Picture[0].Height, _own.Picture[0].Width), _values);
        if (compared.Signed.Length != _own.Signed.Length)
            throw new ArgumentException($"{compared.Signed.Length} values cannot be compared with {_own.Signed.Length}.", nameof(other));
        var edges = _edges is null ? default : Edges(compared);
        return
        [
            Of(0, compared.SignedState, when, () => _signed!.With(compared.Signed)),
            Of(1, compared.MagnitudesState, when, () => _absolute!.With(compared.Magnitudes)),
            Of(2, compared.PictureState, when, () => StructuralSimilarity(compared)),
            Of(3, edges.State, when, () => _edges!.With(edges.Features)),
        ];
    }

    private ScoreValue Of(int index, CellState other, string when, Func<double> similarity)
    {
        var name = Scores[index].Name;
        if (!States[index].IsOk)
            return ScoreValue.Without(name, States[index]);
        return other.IsOk
            ? ScoreValue.Ok(name, similarity())
            : ScoreValue.Without(name, CellState.Parse($"{other.Text}-when-{when}"));
    }

    private double StructuralSimilarity(ComparedExplanation other) =>
        _own.Picture.Zip(other.Picture).Average(channel => Ssim.Mean(channel.First, channel.Second, _own.Range));

    private static CellState SsimState(ComparedExplanation explanation) =>
        explanation.PictureState.IsOk && Math.Min(explanation.Picture[0].Height, explanation.Picture[0].Width) < Ssim.Window
            ? CellState.Undefined("smaller-than-ssim-window")
            : explanation.PictureState;

    private static (CellState State, float[] Features) Edges(ComparedExplanation explanation)
    {
        var picture = explanation.Picture;
        if (!explanation.PictureState.IsOk)
            return (explanation.PictureState, []);
        if (Math.Min(picture[0].Height, picture[0].Width) < Hog.SmallestSide)
            return (CellState.Undefined("smaller-than-hog-block"), []);
        var features = Hog.Features([.. picture]);
        return (ComparedExplanation.StateOf(features).IsOk ? CellState.Ok : CellState.Degenerate("no-edges"), features);
    }
}
