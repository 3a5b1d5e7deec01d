using VisEval.Core;
using VisEval.Methods.ActivationMaximization.Objectives;
using VisEval.Onnx.Models;

namespace VisEval.Methods.ActivationMaximization;

/// <summary>A picture from a generator G, whose code z maximises the unit's response: z ← decay·clip(z + η·g/mean|g|), g = J_Gᵀ·∂a/∂p,
/// η falling linearly to 0; C×H×W in [0, 1] (DGN-AM; Nguyen et al., 2016).</summary>
/// <remarks>z starts as N(0, 1). The generator is an ONNX file of the user's: one code in, one picture N×C×H×W out, channels in the order
/// of pictures (red first), low and high standing for 0 and 1; of a picture larger than the network's input the middle is taken. As with
/// the authors the last picture is returned, not the most active one.</remarks>
/// <param name="Generator">The generator's file.</param>
/// <param name="Steps">The number of steps.</param>
/// <param name="Rate">η of the first step.</param>
/// <param name="Decay">What is kept of z after a step.</param>
/// <param name="Bound">The largest magnitude of z; 0 for none.</param>
/// <param name="Low">What the generator gives for 0.</param>
/// <param name="High">What it gives for 1.</param>
[Named("generator-prior")]
[AlsoNamed("dgn-am")]
[Paper("Nguyen, Dosovitskiy, Yosinski, Brox, Clune: Synthesizing the Preferred Inputs for Neurons in Neural Networks via Deep Generator "
    + "Networks, NIPS", 2016)]
[Needs(Needs.Gradient)]
[Randomized]
[Passes("steps + 1", "steps")]
internal sealed record GeneratorPrior(
    [About("The generator, an .onnx file.")] string Generator = "",
    [InRange(1, 100_000), About("Steps of the optimisation; each costs one gradient of the network and one of the generator.")]
    int Steps = 200,
    [InRange(1e-9, 1e6), About("The size of the first step; the steps fall to 0 linearly.")] double Rate = 8,
    [InRange(0, 1), About("The share of the code that is kept after a step.")] double Decay = 0.99,
    [InRange(0, 1e6), About("The largest magnitude of a value of the code; 0 for any.")] double Bound = 0,
    [InRange(-1e6, 1e6), About("What the generator gives for black.")] double Low = -1,
    [InRange(-1e6, 1e6), About("What the generator gives for white.")] double High = 1)
    : IFeatureVisualizer
{
    /// <inheritdoc/>
    public string? Objection(VisualizationTask task)
    {
        if (Generator.Length == 0)
            return "it needs a generator; name its file with generator=FILE.onnx.";
        if (Low == High)
            return "low and high are the same; they are what the generator gives for black and for white.";
        try
        {
            using var generator = LatentNetwork.Open(Generator);
            return Misfit(generator.Picture, task.Model.Input);
        }
        catch (InputException error)
        {
            return error.Message;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<Visualization> Synthesize(VisualizationTask task)
    {
        if (Generator.Length == 0)
            throw new InputException(Objection(task)!);
        using var generator = LatentNetwork.Open(Generator);
        if (Misfit(generator.Picture, task.Model.Input) is { } misfit)
            throw new InputException(misfit);
        return [.. task.Seeds.Select(seed => Made(task, generator, seed))];
    }

    private Visualization Made(VisualizationTask task, LatentNetwork generator, Seed seed)
    {
        var (response, random, course) = (new UnitResponse(task.Model, task.Unit), seed.Random(), new List<ActivationStep>());
        var code = Enumerable.Range(0, generator.CodeLength).Select(_ => (float)random.NextGaussian()).ToArray();
        for (var step = 0; step < Steps; step++)
        {
            var (values, byInput) = response.Evaluate(task.Space.ToInput(Shown(generator, code, task.Model.Input)));
            course.Add(new ActivationStep(step, values[0]));
            var gradient = generator.Gradient(code, Back(generator, task.Space.Transpose(byInput), task.Model.Input));
            var mean = gradient.Average(g => Math.Abs((double)g));
            var size = mean > 0 ? Rate * (1 - (double)step / Steps) / mean : 0;
            for (var i = 0; i < code.Length; i++)
            {
                var moved = code[i] + size * gradient[i];
                code[i] = (float)(Decay * (Bound > 0 ? Math.Clamp(moved, -Bound, Bound) : moved));
            }
        }
        var picture = Shown(generator, code, task.Model.Input);
        foreach (ref var value in picture.Values.AsSpan())
            value = Math.Clamp(value, 0, 1);
        return new Visualization(picture.ItemTensor(0), PictureKind.Input, new VisualizationCost(Steps + 1, Steps))
        {
            Course = course,
            Activation = response.Measure(task.Space.ToInput(picture))[0],
        };
    }

    // The middle of the generator's picture, in [0, 1] where it keeps to its range.
    private Tensor Shown(LatentNetwork generator, float[] code, ImageSize input)
    {
        var (made, shown) = (generator.Generate(code), Tensor.Zeros(1, input.Channels, input.Height, input.Width));
        foreach (var (from, to) in Rows(generator.Picture, input))
            for (var x = 0; x < input.Width; x++)
                shown.Values[to + x] = (float)((made.Values[from + x] - Low) / (High - Low));
        return shown;
    }

    private Tensor Back(LatentNetwork generator, Tensor gradient, ImageSize input)
    {
        var size = generator.Picture;
        var seed = Tensor.Zeros(1, size.Channels, size.Height, size.Width);
        foreach (var (from, to) in Rows(size, input))
            for (var x = 0; x < input.Width; x++)
                seed.Values[from + x] = (float)(gradient.Values[to + x] / (High - Low));
        return seed;
    }

    private static IEnumerable<(int From, int To)> Rows(ImageSize picture, ImageSize input)
    {
        var (top, left) = ((picture.Height - input.Height) / 2, (picture.Width - input.Width) / 2);
        for (var row = 0; row < input.Channels * input.Height; row++)
            yield return (
                (row / input.Height * picture.Height + top + row % input.Height) * picture.Width + left, row * input.Width);
    }

    private static string? Misfit(ImageSize picture, ImageSize input) =>
        picture.Channels == input.Channels && picture.Height >= input.Height && picture.Width >= input.Width
            ? null
            : FormattableString.Invariant(
                $"the generator's pictures are {picture.Channels}×{picture.Height}×{picture.Width}, and the network takes ")
                + FormattableString.Invariant(
                    $"{input.Channels}×{input.Height}×{input.Width}; it must give as many channels and be no smaller.");
}
