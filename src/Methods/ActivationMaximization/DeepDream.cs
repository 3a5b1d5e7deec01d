using VisEval.Core;
using VisEval.Methods.ActivationMaximization.Objectives;
using VisEval.Methods.ActivationMaximization.Parametrizations;
using VisEval.Methods.ActivationMaximization.Transformations;
using VisEval.Methods.Shared.Resampling;

namespace VisEval.Methods.ActivationMaximization;

/// <summary>DeepDream: a picture changed so that a layer responds more to what it sees in it, from coarse to fine: steps of
/// rate·g/mean|g|, g the derivative of the layer's mean square (or of any unit's response), C×H×W in [0, 1]
/// (Mordvintsev, Olah and Tyka, 2015).</summary>
/// <remarks>Octave k works on a picture of side/ratio^k, which the network sees enlarged to its own size, because its input has one size;
/// only the detail that was added is carried on to the next. Between steps the picture is moved round by up to a seventh of its side,
/// 32 pixels of 224. Without a picture it starts from noise round the mean picture.</remarks>
/// <param name="Octaves">The number of sizes.</param>
/// <param name="Ratio">From one size to the next.</param>
/// <param name="Steps">The number of steps at each size.</param>
/// <param name="Rate">The mean change of a pixel in a step, of 0…1.</param>
[Named("deep-dream")]
[Paper("Mordvintsev, Olah, Tyka: Inceptionism: Going Deeper into Neural Networks, Google Research Blog", 2015)]
[Needs(Needs.Gradient)]
[Randomized]
[Passes("octaves * steps + 1", "octaves * steps")]
[Dialect("mordvintsev", "")]
internal sealed record DeepDream(
    [InRange(1, 20), About("Sizes of the picture, from coarse to fine.")] int Octaves = 4,
    [InRange(1.01, 4), About("The factor from one size to the next.")] double Ratio = 1.4,
    [InRange(1, 10_000), About("Steps at each size; each costs one gradient.")] int Steps = 10,
    [InRange(1e-6, 1), About("The mean change of a value in a step, of a range of 0…1.")] double Rate = 1.5 / 255)
    : IFeatureVisualizer
{
    private const double Moved = 32.0 / 224;
    private const double Noise = 0.05;

    /// <inheritdoc/>
    public IReadOnlyList<Visualization> Synthesize(VisualizationTask task)
    {
        var response = new UnitResponse(task.Model, task.Unit);
        return [.. task.Seeds.Select(seed => Dreamt(task, response, seed))];
    }

    private Visualization Dreamt(VisualizationTask task, UnitResponse response, Seed seed)
    {
        var (size, random) = (task.Model.Input, seed.Random());
        var picture = task.Subject?.Values ?? Array.ConvertAll(
            RawPicture.OriginOf(task.Space, size), p => (float)Math.Clamp(p + Noise * random.NextGaussian(), 0, 1));
        var (course, added) = (new List<ActivationStep>(), new float[size.Length]);
        var result = picture;
        for (var octave = Octaves - 1; octave >= 0; octave--)
        {
            var factor = Math.Pow(Ratio, -octave);
            var small = size with
            {
                Height = Math.Max(2, (int)Math.Round(size.Height * factor)),
                Width = Math.Max(2, (int)Math.Round(size.Width * factor)),
            };
            var (from, detail) = (Resized(picture, size, small), Resized(added, size, small));
            var dream = from.Zip(detail, (p, d) => Math.Clamp(p + d, 0, 1)).ToArray();
            for (var step = 0; step < Steps; step++)
                Step(task, response, random, small, dream, course);
            added = Resized([.. dream.Zip(from, (d, p) => d - p)], small, size);
            result = dream;
        }
        var finished = new Tensor(result, size.Channels, size.Height, size.Width);
        return new Visualization(finished, PictureKind.Input, new VisualizationCost(course.Count + 1, course.Count))
        {
            Course = course,
            Activation = response.Measure(task.Space.ToInput(finished.Reshape([1, .. finished.Shape])))[0],
        };
    }

    private void Step(
        VisualizationTask task, UnitResponse response, RandomSource random, ImageSize small, float[] dream, List<ActivationStep> course)
    {
        var size = task.Model.Input;
        var most = (int)Math.Round(Moved * Math.Min(size.Height, size.Width));
        var roll = new Roll(random.NextInt(2 * most + 1) - most, random.NextInt(2 * most + 1) - most);
        var (enlarged, view) = (Resized(dream, small, size), Tensor.Zeros(1, size.Channels, size.Height, size.Width));
        roll.Show(enlarged, size.Height, size.Width, view.Values);
        var (values, byInput) = response.Evaluate(task.Space.ToInput(view));
        course.Add(new ActivationStep(course.Count, values[0]));
        var back = new float[size.Length];
        roll.Transpose(task.Space.Transpose(byInput).Values, size.Height, size.Width, back);
        var gradient = new float[small.Length];
        var enlarge = new Upsampler(small.Height, small.Width, size.Height, size.Width);
        for (var c = 0; c < size.Channels; c++)
            enlarge.Transpose(back.AsSpan(c * size.Pixels, size.Pixels), gradient.AsSpan(c * small.Pixels, small.Pixels));
        var mean = gradient.Average(g => Math.Abs((double)g));
        for (var i = 0; i < dream.Length && mean > 0; i++)
            dream[i] = (float)Math.Clamp(dream[i] + Rate * gradient[i] / mean, 0, 1);
    }

    private static float[] Resized(float[] planes, ImageSize from, ImageSize to)
    {
        if (from == to)
            return (float[])planes.Clone();
        var resized = new float[to.Length];
        var resize = new Upsampler(from.Height, from.Width, to.Height, to.Width);
        for (var c = 0; c < from.Channels; c++)
            resize.Resize(planes.AsSpan(c * from.Pixels, from.Pixels), resized.AsSpan(c * to.Pixels, to.Pixels));
        return resized;
    }
}
