using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Surrogate;

/// <summary>Kernel SHAP: the Shapley values φ of the superpixels, as the weighted regression
/// min_φ Σ_S π(S)·(v(S) − v(∅) − Σ_{i∈S} φ_i)², π(S) = (n − 1)/(C(n, |S|)·|S|·(n − |S|)), v(S) = f_c(x with the
/// superpixels outside S hidden); H×W, the value of the pixel's superpixel, signed (Lundberg and Lee, 2017).</summary>
/// <remarks>Σ φ_i = f_c(x) − f_c(everything hidden) over the superpixels is imposed; the sum over the pixels of the map is another.
/// Exact when there are at most <c>samples</c> coalitions, 2ⁿ − 2; otherwise see <see cref="Coalitions"/>. No superpixel is left out of
/// the regression (shap's <c>l1_reg</c>). The paper names no numbers. 50 superpixels by SLIC are those of shap's own example for images;
/// 2048 samples, about shap's 2n + 2048, are enough for maps of two seeds to agree (correlation above 0.9), 1000 are not.</remarks>
/// <param name="Segments">About how many superpixels, where that can be chosen; 0 for the default.</param>
/// <param name="Samples">The largest number of coalitions that are neither empty nor full.</param>
/// <param name="Segmentation">How the image is divided into superpixels.</param>
/// <param name="Fill">What hidden superpixels show.</param>
/// <param name="Score">The score f_c.</param>
[Named("kernel-shap")]
[Paper("Lundberg, Lee: A Unified Approach to Interpreting Model Predictions, NeurIPS", 2017)]
[Needs(Needs.Forward)]
[Randomized]
[Claims(MapPlace.Pixels, Claims.ClassDiscriminative | Claims.Signed | Claims.ImplementationInvariant)]
[Passes("samples + 2", AtMost = true)]
internal sealed record KernelShap(
    [InRange(0, 10_000), About(OptionText.Segments)] int Segments = 0,
    [InRange(2, 1_000_000), About("Images with superpixels hidden, at most, besides the whole one and the one with all hidden.")]
    int Samples = 2048,
    Superpixels Segmentation = Superpixels.Slic,
    SegmentFill Fill = SegmentFill.Zero,
    [About("The score of the images: logit or probability.")] ClassScore Score = ClassScore.Logit)
    : IAttributionMethod
{
    /// <summary>About how many superpixels.</summary>
    /// <exception cref="InputException">The segmentation finds its own number.</exception>
    public int Segments { get; } = Segmentation.Checked(Segments, "kernel-shap");

    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        batch.PerImage(targets, subject =>
        {
            var segments = Segmentation.Of(subject.Image, subject.Size, Segments);
            return new Attribution(segments.Paint(Values(model, subject, segments), subject.Size));
        });

    /// <summary>One value a superpixel.</summary>
    /// <exception cref="InputException">There are too few samples for the number of superpixels.</exception>
    internal double[] Values(IModel model, Subject subject, Segments segments)
    {
        var players = segments.Count;
        if (Samples < Coalitions.Fewest(players))
            throw new InputException(
                $"kernel-shap: samples={Samples} cannot determine the values of the {players} superpixels of this image; "
                + $"it takes two a superpixel, {Coalitions.Fewest(players)}. Raise samples, or lower segments.");

        var fill = Fill.Of(subject, segments);
        var coalitions = Coalitions.Of(players, Samples, subject.Seed.Random());
        var (scores, nothing, everything) = CoalitionScores.Of(
            model, subject, segments, fill, Score, coalitions.Count, sample => coalitions[sample].Members);
        if (players == 1)
            return [everything - nothing];

        var equations = new NormalEquations(players);
        for (var i = 0; i < coalitions.Count; i++)
            equations.Add(coalitions[i].Members, coalitions[i].Weight, scores[i] - nothing);
        return equations.WithSum(everything - nothing);
    }
}
