using VisEval.Core;

namespace VisEval.Methods.Shared;

/// <summary>Makes baselines.</summary>
internal static class Baselines
{
    private const double BlurFraction = 0.1;

    /// <summary>The baselines of a list joined by <c>+</c>.</summary>
    /// <exception cref="InputException">A part of the text is no baseline.</exception>
    public static IReadOnlyList<Baseline> List(string baselines) =>
    [
        .. baselines.Split('+', StringSplitOptions.TrimEntries).Select(Named),
    ];

    /// <summary>The baseline of an image, C·H·W values.</summary>
    public static float[] Of(this Baseline baseline, Subject subject) => baseline.Of(subject.Image, subject.Size, subject.Seed);

    /// <summary>The baseline of an image, C·H·W values.</summary>
    public static float[] Of(this Baseline baseline, ReadOnlySpan<float> image, ImageSize size, Seed seed) => baseline switch
    {
        Baseline.Zero => new float[image.Length],
        Baseline.Mean => PerChannel(image, size, Mean),
        Baseline.Black => PerChannel(image, size, channel => SpanMath.Extremes(channel).Minimum),
        Baseline.White => PerChannel(image, size, channel => SpanMath.Extremes(channel).Maximum),
        Baseline.Blur => GaussianBlur.Apply(image, size, BlurFraction * Math.Min(size.Height, size.Width)),
        Baseline.Random => Noise(image, size, seed.For("baseline").Random()),
        _ => throw new ArgumentOutOfRangeException(nameof(baseline), baseline, "Not a baseline."),
    };

    private static Baseline Named(string name) =>
        Enum.GetValues<Baseline>().Cast<Baseline?>().FirstOrDefault(baseline => Kebab.From(baseline.ToString()!) == name)
        ?? throw new InputException(
            $"'{name}' is no baseline; there are {string.Join(", ", Enum.GetNames<Baseline>().Select(Kebab.From))}.");

    private static float[] PerChannel(ReadOnlySpan<float> image, ImageSize size, Func<ReadOnlySpan<float>, float> value)
    {
        var result = new float[image.Length];
        for (var c = 0; c < size.Channels; c++)
            result.AsSpan(c * size.Pixels, size.Pixels).Fill(value(image.Slice(c * size.Pixels, size.Pixels)));
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
