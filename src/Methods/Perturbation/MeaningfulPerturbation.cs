using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Optimization;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Perturbation;

/// <summary>Meaningful perturbation: 1 − m for the mask m that minimises λ₁·Σ|1 − m| + λ₂·TV_β(m) + E_τ
/// p_c(m·x + (1 − m)·blur(x)), x moved by τ; H×W in [0, 1] (Fong and Vedaldi, 2017).</summary>
/// <remarks>Adam, the mask cut to [0, 1] after every step; it has few cells, on which λ₁ and λ₂ work, and is enlarged bilinearly and
/// blurred. Lengths in pixels are those of a picture of 224×224 and scale with its area (<see cref="PictureScale"/>); the number of cells
/// does not. The derivative goes through enlargement and blur exactly; the authors' code enlarges to the nearest cell and leaves its blur
/// out of the derivative. It starts with a centred disc hidden: see <see cref="SuppressingDisc"/>.</remarks>
/// <param name="Iterations">The number of steps.</param>
/// <param name="Rate">The learning rate of Adam.</param>
/// <param name="L1">λ₁.</param>
/// <param name="Tv">λ₂.</param>
/// <param name="Beta">β.</param>
/// <param name="Mask">The number of cells along the shorter side, at most its pixels.</param>
/// <param name="MaskBlur">The blur of the enlarged mask.</param>
/// <param name="Blur">The blur of the image that shows where the mask is 0.</param>
/// <param name="Jitter">The offsets τ are 0…jitter−1.</param>
/// <param name="Score">The score that is to fall.</param>
[Named("meaningful-perturbation")]
[Paper("Fong, Vedaldi: Interpretable Explanations of Black Boxes by Meaningful Perturbation, ICCV", 2017)]
[Needs(Needs.Forward | Needs.Gradient)]
[Randomized]
[Claims(MapPlace.Pixels, Claims.ClassDiscriminative | Claims.ImplementationInvariant)]
[Passes("iterations + 36", "iterations")]
internal sealed record MeaningfulPerturbation(
    [InRange(1, 100_000), About("Steps of the optimisation; each costs one gradient.")] int Iterations = 300,
    [InRange(1e-6, 10), About("The learning rate of Adam.")] double Rate = 0.1,
    [InRange(0, 1e6), About("The weight of the hidden area, summed over the cells of the mask.")] double L1 = 1e-4,
    [InRange(0, 1e6), About("The weight of the mask's total variation.")] double Tv = 1e-2,
    [InRange(1, 10), About("The exponent of the total variation.")] double Beta = 3,
    [InRange(1, 1000), About("Cells of the mask along the shorter side of the picture.")] int Mask = 28,
    [InRange(0, 1000), About("Standard deviation of the blur of the enlarged mask, in pixels of a picture of 224×224.")]
    double MaskBlur = 5,
    [InRange(0.1, 1000), About("Standard deviation of the blur of the hidden part, in pixels of a picture of 224×224.")] double Blur = 10,
    [InRange(0, 100), About("By how many pixels of a picture of 224×224 the image is moved about.")] int Jitter = 4,
    [About("The score that is to fall: logit or probability.")] ClassScore Score = ClassScore.Probability)
    : IAttributionMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        batch.PerImage(targets, subject => Explain(model, subject));

    private Attribution Explain(IModel model, Subject subject)
    {
        var size = subject.Size;
        var side = Math.Min(size.Height, size.Width);
        var (scale, cell) = (size.UnitLength(), (double)side / Math.Min(Mask, side));
        var blurred = GaussianBlur.Apply(subject.Image, size, Blur * scale);
        var grid = new CoarseMask(((int)Math.Round(size.Height / cell), (int)Math.Round(size.Width / cell)), size, MaskBlur * scale);
        var pair = new JitteredPair(subject.Image, blurred, size, (int)Math.Ceiling(Jitter * scale));
        var objective = new Objective(model, subject, pair, grid, this);

        var mask = Array.ConvertAll(grid.Sample(SuppressingDisc.Find(model, subject, blurred, scale)), v => 1 - v);
        var (adam, gradient) = (new Adam(grid.Count, Rate), new float[grid.Count]);
        for (var t = 0; t < Iterations; t++)
        {
            objective.Gradient(mask, gradient);
            adam.Step(mask, gradient);
            foreach (ref var value in mask.AsSpan())
                value = Math.Clamp(value, 0, 1);
        }
        return new Attribution(new Tensor(Array.ConvertAll(grid.Enlarge(mask), v => 1 - v), size.Height, size.Width));
    }

    /// <summary>What is minimised, at one random offset.</summary>
    internal sealed class Objective(IModel model, Subject subject, JitteredPair pair, CoarseMask grid, MeaningfulPerturbation options)
    {
        private readonly RandomSource _random = subject.Seed.Random();
        private readonly float[] _image = new float[subject.Size.Length];
        private readonly float[] _null = new float[subject.Size.Length];
        private readonly float[] _maskGradient = new float[subject.Size.Pixels];
        private readonly Tensor _seen = Tensor.Zeros(1, subject.Size.Channels, subject.Size.Height, subject.Size.Width);

        /// <summary>Writes the derivative by the cells; returns the score.</summary>
        public double Gradient(float[] mask, Span<float> gradient)
        {
            pair.Draw(_random, _image, _null);
            var (enlarged, plane) = (grid.Enlarge(mask), subject.Size.Pixels);
            for (var start = 0; start < _image.Length; start += plane)
                SpanMath.Blend(_null.AsSpan(start, plane), _image.AsSpan(start, plane), enlarged, _seen.Values.AsSpan(start, plane));
            var seed = ModelExtensions.OneHot([subject.Target], model.ClassCount);
            var pass = model.Gradient(_seen, seed, [model.InputTensor], options.Score.Rules());

            // The blend is null + m·(x − null): its derivative by the mask is summed over channels.
            Array.Clear(_maskGradient);
            var byImage = pass.Gradients[0].Values;
            for (var start = 0; start < _image.Length; start += plane)
                for (var i = 0; i < plane; i++)
                    _maskGradient[i] += byImage[start + i] * (_image[start + i] - _null[start + i]);
            grid.Transpose(_maskGradient, gradient);
            for (var i = 0; i < mask.Length; i++)
                gradient[i] -= mask[i] < 1 ? (float)options.L1 : 0;
            TotalVariation.AddGradient(mask, grid.Columns, options.Beta, options.Tv, gradient);
            return pass.Scores.Of(options.Score, 0, subject.Target);
        }
    }
}
