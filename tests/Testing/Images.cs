using VisEval.Core;

namespace VisEval.Tests.Testing;

/// <summary>Images made up for tests.</summary>
public static class Images
{
    /// <summary>A batch of standard normal images; image n and its seed depend on n and <paramref name="seed"/> alone.</summary>
    public static ImageBatch Random(ImageSize size, int count, int seed)
    {
        var values = Tensor.Zeros(count, size.Channels, size.Height, size.Width);
        for (var n = 0; n < count; n++)
        {
            var random = Seed.Of(seed).For(n).Random();
            foreach (ref var value in values.Item(n))
                value = (float)random.NextGaussian();
        }
        return new ImageBatch(values, [.. Enumerable.Range(0, count).Select(n => Seed.Of(seed).For("method").For(n))])
        {
            Surroundings = [.. Enumerable.Repeat(Colours(size.Channels), count)],
        };
    }

    /// <summary>Black is −2 in the first channel and 0.25 less in every further one, white is 2 and 0.25 more.</summary>
    public static Surroundings Colours(int channels) => new()
    {
        Black = [.. Enumerable.Range(0, channels).Select(c => -2 - c / 4f)],
        White = [.. Enumerable.Range(0, channels).Select(c => 2 + c / 4f)],
    };

    /// <summary>The same batch; every image has these reference images.</summary>
    public static ImageBatch With(this ImageBatch batch, Tensor references) => batch with
    {
        Surroundings = [.. Enumerable.Range(0, batch.Count).Select(i => batch.Around(i) with { References = references })],
    };

    /// <summary>One image of the given values, C·H·W.</summary>
    public static ImageBatch Of(ImageSize size, params float[] values) =>
        new(new Tensor(values, 1, size.Channels, size.Height, size.Width), [Seed.Of(1)]);

    /// <summary>Image <paramref name="index"/> of a batch as a batch of its own.</summary>
    public static ImageBatch Single(this ImageBatch batch, int index) =>
        new(batch.Values.Items(index, 1), [batch.Seeds[index]]) { Surroundings = [batch.Around(index)] };
}
