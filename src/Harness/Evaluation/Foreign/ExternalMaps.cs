using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Evaluation.Foreign;

/// <summary>The maps that a command has written.</summary>
internal static class ExternalMaps
{
    /// <summary>One attribution an image: N×h×w, or N×C×h×w with the channels of the input or a single one, of the input's size or
    /// smaller.</summary>
    /// <param name="command">For messages.</param>
    /// <param name="path">The file.</param>
    /// <param name="count">The number of images.</param>
    /// <param name="size">The network's input.</param>
    /// <param name="reduction">How channels become one value a pixel.</param>
    /// <exception cref="ExternalFailureException">There is no file, it is no array, or it has another shape, or values that are not
    /// finite.</exception>
    public static IReadOnlyList<Attribution> Read(
        ExternalCommand command, string path, int count, ImageSize size, ChannelReduction reduction)
    {
        if (!File.Exists(path))
            throw new ExternalFailureException($"{command} {Said(command)} and has not written the file given as --out.");
        var maps = Read(command, path);
        var shape = maps.Shape.ToArray();
        if (shape.Length is not (3 or 4) || shape[0] != count || MapShape.Mistake(shape[1..], size) is not null)
            throw new ExternalFailureException(
                $"{command} wrote maps of the shape ({string.Join(", ", shape)}) for {count} images of {size.Channels}×{size.Height}×"
                + $"{size.Width}: {(shape.Length is 3 or 4 ? MapShape.Mistake(shape[1..], size) : null) ?? MapShape.Allowed(count, size)}");
        var wrong = Enumerable.Range(0, count).Count(i => !SpanMath.AreFinite(maps.Item(i)));
        if (wrong > 0)
            throw new ExternalFailureException(
                $"{command} wrote maps that hold NaN or infinite values as 32-bit numbers ({wrong} of {count}). Write numbers that are "
                + "finite (0 where the method says nothing).");
        return [.. Enumerable.Range(0, count).Select(i => new Attribution(new Tensor(maps.Item(i).ToArray(), shape[1..]), reduction))];
    }

    private static string Said(ExternalCommand command) => command.Serves ? "answered 'viseval done'" : "ended with exit code 0";

    private static Tensor Read(ExternalCommand command, string path)
    {
        try
        {
            return NpyFile.Read(path);
        }
        catch (InputException wrong)
        {
            throw new ExternalFailureException($"{command} {Said(command)}, but what it wrote cannot be read: {wrong.Message}");
        }
    }
}
