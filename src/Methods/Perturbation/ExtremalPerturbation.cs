using System.Globalization;
using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Perturbation;

/// <summary>Extremal perturbations: for every area a the smooth mask m that maximises f_c(m ⊗ x) − λ‖sort(m) − r_a‖²/n, and the
/// sum of the masks; H×W, not negative (Fong, Patrick, Vedaldi, 2019).</summary>
/// <remarks>m ⊗ x keeps the image where m is 1 and blurs it where m is 0: see <see cref="BlurPyramid"/>, and for the form of a mask
/// <see cref="SmoothMask"/>. The penalty is that of the mask with its margin. λ grows by a factor after every step of gradient descent
/// with momentum; the image is mirrored at every other step, from the first on. Step, width and blur are those of a picture of 224×224 and
/// scale with its area (<see cref="PictureScale"/>). All areas of an image share a pass. The masks are those after the last step. λ = 300
/// suits logits of some tens, as ImageNet networks have; where they are a few, the area decides too early which parts are kept, and a
/// smaller λ finds masks that preserve more.</remarks>
/// <param name="Areas">The areas, joined by +.</param>
/// <param name="Iterations">The number of steps.</param>
/// <param name="Rate">The learning rate; momentum and dampening are 0.9.</param>
/// <param name="Penalty">λ at the start.</param>
/// <param name="PenaltyGrowth">By what λ grows.</param>
/// <param name="Step">The distance between the points of the grid.</param>
/// <param name="Width">The width σ of a bump.</param>
/// <param name="Levels">The levels L of the pyramid.</param>
/// <param name="Blur">Its strongest blur.</param>
/// <param name="Mirror">Whether the image is mirrored.</param>
/// <param name="Smooth">The blur of the sum.</param>
/// <param name="Score">The score f_c.</param>
[Named("extremal-perturbation")]
[Paper("Fong, Patrick, Vedaldi: Understanding Deep Networks via Extremal Perturbations and Smooth Masks, ICCV", 2019)]
[Needs(Needs.Gradient)]
[Claims(MapPlace.Pixels, Claims.ClassDiscriminative | Claims.ImplementationInvariant)]
[Passes("iterations * count(areas)", "iterations * count(areas)")]
[Dialect("torchray-voc", "areas=0.025+0.05+0.1+0.2")]
[Dialect("torchray-coco", "areas=0.018+0.025+0.05+0.1")]
internal sealed record ExtremalPerturbation(
    [About("The shares of the picture that a mask may keep, joined by +; for each one a mask.")] string Areas = "0.1",
    [InRange(1, 100_000), About("Steps of the optimisation; each costs one gradient an area.")] int Iterations = 800,
    [InRange(1e-6, 10), About("The learning rate.")] double Rate = 0.01,
    [InRange(0, 1e6), About("The weight of the area at the start.")] double Penalty = 300,
    [InRange(1, 2), About("The factor by which the weight of the area grows at every step.")] double PenaltyGrowth = 1.0035,
    [InRange(1, 1000), About("The distance between the mask's parameters, in pixels of a picture of 224×224.")] int Step = 7,
    [InRange(0.5, 1000), About("The width of the bump around a parameter, in pixels of a picture of 224×224.")] double Width = 21,
    [InRange(2, 64), About("Levels of blur between which the mask chooses.")] int Levels = 8,
    [InRange(0.1, 1000), About("Standard deviation of the strongest blur, in pixels of a picture of 224×224.")] double Blur = 20,
    [About("Whether the picture is mirrored at every other step.")] bool Mirror = true,
    [InRange(0, 1)]
    [About("Standard deviation of the result's blur as a share of the shorter side; by default 0 for one area, 0.09 for several.")]
    double? Smooth = null,
    [About("The score of the preserved part: logit or probability.")] ClassScore Score = ClassScore.Logit)
    : IAttributionMethod
{
    private const double SmoothOfSeveral = 0.09;

    // A mask that keeps so much more than was asked has not converged.
    private const double Tolerance = 0.05;

    /// <summary>The areas, joined by +.</summary>
    /// <exception cref="InputException">One of them is no share between 0 and 1.</exception>
    public string Areas { get; } = Parse(Areas).Length > 0
        ? Areas
        : throw new InputException(
            $"extremal-perturbation: areas={Areas} is not allowed; areas are shares between 0 and 1 joined by +, such as 0.05+0.1.");

    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var scale = batch.Size.UnitLength();
        var form = new SmoothMask(batch.Size.Height, batch.Size.Width, Math.Max(1, (int)Math.Round(Step * scale)), Width * scale);
        return batch.PerImage(targets, subject => Explain(model, subject, form, scale));
    }

    private Attribution Explain(IModel model, Subject subject, SmoothMask form, double scale)
    {
        var size = subject.Size;
        var pyramid = new BlurPyramid(subject.Image, size, Levels, Blur * scale);
        ExtremalRegion[] regions = [.. Parse(Areas).Select(area => new ExtremalRegion(form, pyramid, size, area, Rate))];
        var seen = Tensor.Zeros(regions.Length, size.Channels, size.Height, size.Width);
        var seed = ModelExtensions.OneHot([.. regions.Select(_ => subject.Target)], model.ClassCount);
        var penalty = Penalty;
        for (var t = 0; t < Iterations; t++, penalty *= PenaltyGrowth)
        {
            var mirrored = Mirror && t % 2 == 0;
            for (var k = 0; k < regions.Length; k++)
                regions[k].Show(seen.Item(k), mirrored);
            var gradients = model.Gradient(seen, seed, [model.InputTensor], Score.Rules()).Gradients[0];
            for (var k = 0; k < regions.Length; k++)
                regions[k].Improve(gradients.Item(k), mirrored, penalty);
        }

        var sum = new float[size.Pixels];
        foreach (var region in regions)
            region.AddTo(sum);
        var smooth = (Smooth ?? (regions.Length > 1 ? SmoothOfSeveral : 0)) * Math.Min(size.Height, size.Width);
        var map = smooth > 0 ? GaussianBlur.Apply(sum, size with { Channels = 1 }, smooth) : sum;
        return new Attribution(new Tensor(map, size.Height, size.Width), Remark: Unfinished(regions));
    }

    // It has converged when the area that was asked for is reached; λ grows until it is.
    private string? Unfinished(IReadOnlyList<ExtremalRegion> regions)
    {
        List<string> wide = [.. regions.Zip(Parse(Areas)).Where(r => r.First.Kept > r.Second + Tolerance).Select(r =>
            string.Create(CultureInfo.InvariantCulture, $"{r.First.Kept:0.00} of the picture and its margin where {r.Second} was asked"))];
        return wide.Count == 0
            ? null
            : $"not converged: the mask keeps {string.Join(", ", wide)}; take more iterations or a larger penalty";
    }

    // None if one of them is not allowed.
    private static double[] Parse(string areas)
    {
        double[] parsed = [.. areas.Split('+').Select(part =>
            double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var area) ? area : double.NaN)];
        return parsed.All(area => area is > 0 and < 1) ? parsed : [];
    }
}
