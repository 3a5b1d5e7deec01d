using VisEval.Core;

namespace VisEval.Methods.Shared;

/// <summary>Makes baselines.</summary>
internal static class Baselines
{
    /// <summary>The standard deviation of the blur as a part of the shorter side.</summary>
    internal const double BlurFraction = 0.1;

    /// <summary>The baselines of a list joined by <c>+</c>.</summary>
    /// <exception cref="InputException">A part of the text is no baseline.</exception>
    public static IReadOnlyList<Baseline> List(string baselines) =>
    [
        .. baselines.Split('+', StringSplitOptions.TrimEntries).Select(Named),
    ];

    /// <summary>The baseline of an image, C·H·W values.</summary>
    /// <exception cref="NotApplicableException">It is a colour, and nothing says how colours become input.</exception>
    public static float[] Of(this Baseline baseline, Subject subject) => baseline.Of(subject, subject.Seed);

    /// <summary>The same with another seed.</summary>
    public static float[] Of(this Baseline baseline, Subject subject, Seed seed) => baseline switch
    {
        Baseline.Zero => new float[subject.Image.Length],
        Baseline.Mean => PerChannel(subject, Mean),
        Baseline.Black => Colour(subject, baseline, subject.Surroundings.Black),
        Baseline.White => Colour(subject, baseline, subject.Surroundings.White),
        Baseline.Darkest => PerChannel(subject, channel => SpanMath.Extremes(channel).Minimum),
        Baseline.Brightest => PerChannel(subject, channel => SpanMath.Extremes(channel).Maximum),
        Baseline.Blur => GaussianBlur.Apply(
            subject.Image, subject.Size, BlurFraction * Math.Min(subject.Size.Height, subject.Size.Width)),
        Baseline.Random => Noise(subject.Image, subject.Size, seed.For("baseline").Random()),
        _ => throw new ArgumentOutOfRangeException(nameof(baseline), baseline, "Not a baseline."),
    };

    private static Baseline Named(string name) =>
        Enum.GetValues<Baseline>().Cast<Baseline?>().FirstOrDefault(baseline => Kebab.From(baseline.ToString()!) == name)
        ?? throw new InputException(
            $"'{name}' is no baseline; there are {string.Join(", ", Enum.GetNames<Baseline>().Select(Kebab.From))}.");

    private static float[] Colour(Subject subject, Baseline baseline, IReadOnlyList<float>? colour) => colour is null
        ? throw new NotApplicableException(
            "no-preprocessing",
            $"'{Kebab.From(baseline.ToString())}' is a colour, and nothing says how a picture becomes this model's input. State the "
            + "preprocessing, put a model.json beside the model, or take the image's own darkest or brightest values: "
            + "'darkest', 'brightest'.")
        : PerChannel(subject, (c, _) => colour[c]);

    private static float[] PerChannel(Subject subject, Func<ReadOnlySpan<float>, float> value) =>
        PerChannel(subject, (_, channel) => value(channel));

    private static float[] PerChannel(Subject subject, Func<int, ReadOnlySpan<float>, float> value)
    {
        var (result, plane) = (new float[subject.Image.Length], subject.Size.Pixels);
        for (var c = 0; c < subject.Size.Channels; c++)
            result.AsSpan(c * plane, plane).Fill(value(c, subject.Image.AsSpan(c * plane, plane)));
        return result;
    }

    private static float[] Noise(ReadOnlySpan<float> image, ImageSize size, RandomSource random)
    {
        var result = new float[image.Length];
        for (var c = 0; c < size.Channels; c++)
        {
            var (low, high) = SpanMath.Extremes(image.Slice(c * size.Pixels, size.Pixels));
            foreach (ref var value in result.AsSpan(c * size.Pixels, size.Pixels))
                value = (float)random.NextDouble(low, high);
        }
        return result;
    }

    private static float Mean(ReadOnlySpan<float> channel)
    {
        var sum = 0.0;
        foreach (var value in channel)
            sum += value;
        return (float)(sum / channel.Length);
    }
}
