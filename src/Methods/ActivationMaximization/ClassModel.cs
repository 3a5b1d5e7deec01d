using VisEval.Core;
using VisEval.Methods.ActivationMaximization.Objectives;
using VisEval.Methods.ActivationMaximization.Parametrizations;

namespace VisEval.Methods.ActivationMaximization;

/// <summary>The class model: p₀ + argmax_z S_c(p₀ + z) − λ‖z‖², p₀ the mean picture; C×H×W in [0, 1]
/// (Simonyan, Vedaldi and Zisserman, 2014).</summary>
/// <remarks>Gradient ascent from z = 0, z ← z + η(∂S_c/∂z − 2λz) with η = rate/(2λ), so that rate is the share of the way to the solution
/// of a linear S_c, w/(2λ), that a step goes. The paper publishes neither λ nor steps: by default λ is such that at the start that solution
/// has the root mean square <paramref name="Contrast"/>. Any unit may stand in the place of the class.</remarks>
/// <param name="Steps">The number of steps.</param>
/// <param name="Rate">The share of the way.</param>
/// <param name="Lambda">λ, for z in units of the picture's range; 0 to work it out.</param>
/// <param name="Contrast">The root mean square that λ is worked out for.</param>
[Named("class-model")]
[Paper("Simonyan, Vedaldi, Zisserman: Deep Inside Convolutional Networks, ICLR workshop", 2014)]
[Needs(Needs.Gradient)]
[Passes("steps + 2", "steps + 1")]
[Dialect("simonyan", "")]
internal sealed record ClassModel(
    [InRange(1, 100_000), About("Steps of the optimisation; each costs one gradient.")] int Steps = 200,
    [InRange(1e-6, 1), About("The share of the way to the solution of a linear network that a step goes.")] double Rate = 0.05,
    [InRange(0, 1e9), About("The weight of the squared difference from the mean picture; 0 to work it out from contrast.")]
    double Lambda = 0,
    [InRange(1e-3, 10), About("The root mean square that a linear network's picture would have, from which the weight is worked out.")]
    double Contrast = 0.25)
    : IFeatureVisualizer
{
    /// <inheritdoc/>
    public IReadOnlyList<Visualization> Synthesize(VisualizationTask task)
    {
        var (size, response) = (task.Model.Input, new UnitResponse(task.Model, task.Unit));
        var origin = RawPicture.OriginOf(task.Space, size);
        var (z, course) = (new float[size.Length], new List<ActivationStep>());
        var lambda = Lambda;
        if (lambda == 0)
        {
            var first = Gradient(out _);
            lambda = Math.Sqrt(first.Sum(g => (double)g * g) / first.Length) / (2 * Contrast);
        }
        if (lambda == 0 || !double.IsFinite(lambda))
            return [Shown() with { Remark = "The response has no derivative at the mean picture, so there is nowhere to go." }];
        for (var step = 0; step < Steps; step++)
        {
            var gradient = Gradient(out var value);
            course.Add(new ActivationStep(step, value));
            for (var i = 0; i < z.Length; i++)
                z[i] = (float)((1 - Rate) * z[i] + Rate * gradient[i] / (2 * lambda));
        }
        return [Shown()];

        Tensor Picture(Func<float, float> cut) =>
            new([.. origin.Zip(z, (p, d) => cut(p + d))], 1, size.Channels, size.Height, size.Width);

        float[] Gradient(out double value)
        {
            var (values, gradient) = response.Evaluate(task.Space.ToInput(Picture(p => p)));
            value = values[0];
            return task.Space.Transpose(gradient).Values;
        }

        Visualization Shown()
        {
            var picture = Picture(p => Math.Clamp(p, 0, 1));
            var cost = new VisualizationCost(course.Count + (Lambda == 0 ? 2 : 1), course.Count + (Lambda == 0 ? 1 : 0));
            return new Visualization(picture.ItemTensor(0), PictureKind.Input, cost)
            {
                Course = course,
                Activation = response.Measure(task.Space.ToInput(picture))[0],
            };
        }
    }
}
