using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;

namespace VisEval.Harness.Datasets;

/// <summary>A change of every picture before it is resized: noise, blur or brightness, in the spirit of ImageNet-C (Hendrycks and
/// Dietterich, ICLR 2019). It is part of the picture: another corruption is another image.</summary>
/// <param name="Text">How it was written, for example <c>noise:0.1</c>; several, one after the other: <c>blur:2,noise:0.1</c>.</param>
/// <param name="Steps">The changes, in order.</param>
internal sealed record Corruption(string Text, IReadOnlyList<Corruption.Step> Steps)
{
    /// <summary>One change.</summary>
    /// <param name="Kind">noise, blur or brightness.</param>
    /// <param name="Amount">noise: standard deviation as a share of 255, one draw a channel; blur: standard deviation in pixels of the
    /// stored picture; brightness: the factor on every value.</param>
    public sealed record Step(Kind Kind, double Amount);

    /// <summary>The kinds of changes.</summary>
    public enum Kind
    {
        /// <summary>Gaussian noise, v + 255·σ·n.</summary>
        Noise,

        /// <summary>Gaussian blur; beyond the border the edge pixel continues.</summary>
        Blur,

        /// <summary>v · factor.</summary>
        Brightness,
    }

    private const double Most = 100;

    /// <summary>Reads what the user wrote.</summary>
    /// <exception cref="InputException">Every mistake in it.</exception>
    public static Corruption Parse(string text)
    {
        var (steps, mistakes) = (new List<Step>(), new List<string>());
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var (name, amount) = part.Split(':') is [var n, var a] ? (n, a) : (part, "");
            if (!double.TryParse(amount, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                || !(value > 0 && value <= Most) || !Enum.TryParse<Kind>(name, ignoreCase: true, out var kind) || int.TryParse(name, out _))
                mistakes.Add($"--corrupt {part}: write noise:SHARE, blur:PIXELS or brightness:FACTOR, each greater than 0 and at most "
                    + $"{Most}; noise:0.1 adds noise of a tenth of the range, blur:2 blurs by two pixels, brightness:1.5 makes half as "
                    + "bright again.");
            else
                steps.Add(new Step(kind, value));
        }
        return mistakes.Count == 0 ? new Corruption(text, steps) : throw new InputException(mistakes);
    }

    /// <summary>The changed picture; noise is drawn from the content, so that a picture always gets the same.</summary>
    /// <param name="picture">R, G, B.</param>
    /// <param name="content">SHA-256 of the picture as stored.</param>
    public Picture Apply(Picture picture, string content)
    {
        var random = Seed.Of(0).For(content).For("corruption").Random();
        foreach (var (kind, amount) in Steps)
            picture = kind == Kind.Blur
                ? Blurred(picture, amount)
                : picture with
                {
                    Pixels = Array.ConvertAll(
                        picture.Pixels, v => Byte(kind == Kind.Noise ? v + 255 * amount * random.NextGaussian() : v * amount)),
                };
        return picture;
    }

    private static Picture Blurred(Picture picture, double sigma)
    {
        var (plane, channels) = (picture.Width * picture.Height, picture.Channels);
        var values = new float[picture.Pixels.Length];
        for (var i = 0; i < values.Length; i++)
            values[i % channels * plane + i / channels] = picture.Pixels[i];
        var blurred = GaussianBlur.Apply(values, new ImageSize(channels, picture.Height, picture.Width), sigma);
        var pixels = new byte[values.Length];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = Byte(blurred[i % channels * plane + i / channels]);
        return picture with { Pixels = pixels, Fine = null };
    }

    private static byte Byte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
