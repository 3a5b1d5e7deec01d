using VisEval.Core;

namespace VisEval.Metrics.Shared;

/// <summary>How alike one explanation and others of the same image are, as Adebayo et al. (NeurIPS 2018) measure it.</summary>
/// <remarks>
/// <c>spearman</c>: rank correlation of the signed attribution as the method defines it; <c>spearman-absolute</c>: of its magnitudes;
/// <c>ssim</c>: structural similarity of the maps at the input's size, each scaled to [0, 1]. Not for several threads at once.
/// </remarks>
public sealed class ExplanationSimilarity
{
    private readonly SaliencyMap _map;
    private readonly Spearman? _signed;
    private readonly Spearman? _absolute;
    private readonly float[] _magnitudes;

    /// <summary>Prepares the explanation that others are compared with.</summary>
    /// <param name="attribution">The explanation as the method defines it.</param>
    /// <param name="map">The same at the input's size.</param>
    public ExplanationSimilarity(Attribution attribution, SaliencyMap map)
    {
        var values = attribution.Values.Values;
        _magnitudes = new float[values.Length];
        Magnitudes(values);
        States = [StateOf(values), StateOf(_magnitudes), SsimState(map)];
        _signed = States[0].IsOk ? new Spearman(values) : null;
        _absolute = States[1].IsOk ? new Spearman(_magnitudes) : null;
        _map = States[2].IsOk ? map.Normalize() : map;
    }

    /// <summary>The facts of the three similarities, where being alike is bad.</summary>
    public static IReadOnlyList<ScoreInfo> Scores { get; } =
    [
        new("spearman", Direction.Lower, -1, 1),
        new("spearman-absolute", Direction.Lower, -1, 1),
        new("ssim", Direction.Lower, -1, 1),
    ];

    /// <summary>For each similarity whether this explanation has one: those that are constant or not finite have not, nor has SSIM a map
    /// smaller than its window.</summary>
    public IReadOnlyList<CellState> States { get; }

    /// <summary>The similarities to another explanation of the same shape, in the order of <see cref="Scores"/>.</summary>
    /// <param name="other">The other explanation.</param>
    /// <param name="when">Why there is another one, for example <c>randomized</c>: it follows the state of an explanation that is
    /// constant or not finite, <c>degenerate:constant-when-randomized</c>.</param>
    public IReadOnlyList<ScoreValue> To(Attribution other, string when)
    {
        var values = other.Values.Values;
        return
        [
            Of(0, StateOf(values), when, () => _signed!.With(values)),
            Of(1, StateOf(Magnitudes(values)), when, () => _absolute!.With(_magnitudes)),
            Ssim(other.ToMap(_map.Height, _map.Width), when),
        ];
    }

    private ScoreValue Ssim(SaliencyMap other, string when) =>
        Of(2, other.State, when, () => Shared.Ssim.Mean(_map, other.Normalize()));

    private ScoreValue Of(int index, CellState other, string when, Func<double> similarity)
    {
        var name = Scores[index].Name;
        if (!States[index].IsOk)
            return ScoreValue.Without(name, States[index]);
        return other.IsOk
            ? ScoreValue.Ok(name, similarity())
            : ScoreValue.Without(name, CellState.Parse($"{other.Text}-when-{when}"));
    }

    private float[] Magnitudes(float[] values)
    {
        if (values.Length != _magnitudes.Length)
            throw new ArgumentException($"{values.Length} values cannot be compared with {_magnitudes.Length}.", nameof(values));
        for (var i = 0; i < values.Length; i++)
            _magnitudes[i] = MathF.Abs(values[i]);
        return _magnitudes;
    }

    private static CellState StateOf(float[] values) => new SaliencyMap(values, 1, values.Length).State;

    private static CellState SsimState(SaliencyMap map) => map.State.IsOk && Math.Min(map.Height, map.Width) < Shared.Ssim.Window
        ? CellState.Undefined("smaller-than-ssim-window")
        : map.State;
}
