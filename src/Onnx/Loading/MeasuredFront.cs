using VisEval.Core;
using VisEval.Onnx.Engine;

namespace VisEval.Onnx.Loading;

/// <summary>What the linear front of a network does to each channel, by what comes out for images of one value.</summary>
/// <remarks>(x − m)/d is −m/d for 0 and (s − m)/d for a step s. Steps of the size of 0…1 and of 0…255 are both tried: where they
/// disagree, something cuts values off, and what it leaves is the range that the network takes.</remarks>
/// <param name="Node">Where it begins, for messages.</param>
/// <param name="Mean">The value of each channel that becomes 0.</param>
/// <param name="Deviation">What each channel is divided by, with its sign.</param>
/// <param name="Cut">The range beyond which every channel is cut off; null where nothing is cut, or another range is left.</param>
internal sealed record MeasuredFront(string Node, IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation, PixelRange? Cut)
{
    // Of 32-bit differences over means of 255.
    private const double Agreement = 2e-3;

    /// <summary>Measures a front; null where it does not treat all values of 0…1 alike.</summary>
    public static MeasuredFront? Of(LoadedNetwork network, LinearFront front)
    {
        using var session = new Session(front.Graph.WithOutputs([front.End]), threads: 1);
        var channels = Enumerable.Range(0, network.Size.Channels)
            .Select(c => Channel(value => session.Run((network.Input, Image(network.Size, c, value)))[0].Values)).ToList();
        if (channels.Any(c => c is null))
            return null;
        var measured = channels.Select(c => c!.Value).ToList();
        var cuts = measured.Select(c => c.Cut).Distinct().ToList();
        return new MeasuredFront(
            front.Node, [.. measured.Select(c => c.Mean)], [.. measured.Select(c => c.Deviation)], cuts is [var one] ? one : null);
    }

    private static (double Mean, double Deviation, PixelRange? Cut)? Channel(Func<float, float[]> run)
    {
        var (black, gray) = (run(0), run(128));
        // In the middle, away from edges that were padded; the channel's own values are those that moved.
        var moved = Enumerable.Range(0, gray.Length).Where(i => gray[i] != black[i]).ToList();
        if (moved.Count == 0)
            return null;
        var at = moved[moved.Count / 2];
        double zero = black[at], far = gray[at], one = run(1)[at], farther = run(255)[at];
        var (near, wide) = (one - zero, (far - zero) / 128);
        if (Agree(near, wide) && Agree((farther - far) / 127, wide))
            return (Rounded(-zero / wide, 0, 1e-6), Rounded(1 / wide, 1, 1e-4), null);
        // The slope within 0…1 holds there alone.
        if (near == 0 || !Agree((run(0.5f)[at] - zero) / 0.5, near))
            return null;
        bool Same(double a, double b) => Math.Abs(a - b) <= Agreement * Math.Abs(near);
        double below = run(-0.5f)[at], minus = run(-1)[at], lowest = run(-128)[at];
        PixelRange? cut = !Same(far, one) || !Same(farther, one) ? null
            : Same(lowest, zero) ? PixelRange.Unit
            : Same(lowest, minus) && Agree((zero - below) / 0.5, near) && Agree(zero - minus, near) ? PixelRange.Signed
            : null;
        return (Rounded(-zero / near, 0, 1e-6), Rounded(1 / near, 1, 1e-4), cut);
    }

    private static bool Agree(double a, double b) => Math.Abs(a - b) <= Agreement * Math.Max(Math.Abs(a), Math.Abs(b));

    private static double Rounded(double value, double to, double within) => Math.Abs(value - to) < within ? to : value;

    private static Tensor Image(ImageSize size, int channel, float value)
    {
        var image = Tensor.Zeros(1, size.Channels, size.Height, size.Width);
        image.Values.AsSpan(channel * size.Pixels, size.Pixels).Fill(value);
        return image;
    }
}
