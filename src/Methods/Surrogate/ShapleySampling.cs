using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Surrogate;

/// <summary>Shapley value sampling: φ_i of a superpixel as the mean, over random orders in which superpixels are shown, of v(with those
/// before it and it) − v(with those before it), v the score f_c with the others hidden; H×W, the value of the pixel's superpixel, signed
/// (Castro et al., 2009).</summary>
/// <remarks>Σ φ_i = f_c(x) − f_c(everything hidden) over the superpixels, for every order. Where all 2ⁿ − 2 coalitions are no more
/// than <c>samples</c>, each is run once and the mean over all orders is exact; otherwise there are ⌊samples/(n − 1)⌋ orders, each
/// from its own seed: with the default and 50 superpixels 25, captum's number.</remarks>
/// <param name="Segments">About how many superpixels, where that can be chosen; 0 for the default.</param>
/// <param name="Samples">The largest number of images with superpixels hidden.</param>
/// <param name="Segmentation">How the image is divided into superpixels.</param>
/// <param name="Fill">What hidden superpixels show.</param>
/// <param name="Score">The score f_c.</param>
[Named("shapley-sampling")]
[Paper("Castro, Gómez, Tejada: Polynomial Calculation of the Shapley Value Based on Sampling, Computers & Operations Research", 2009)]
[Needs(Needs.Forward)]
[Randomized]
[Claims(MapPlace.Pixels, Claims.ClassDiscriminative | Claims.Signed | Claims.ImplementationInvariant)]
[Passes("samples + 2", AtMost = true)]
internal sealed record ShapleySampling(
    [InRange(0, 10_000), About(OptionText.Segments)] int Segments = 0,
    [InRange(2, 1_000_000), About("Images with superpixels hidden, at most, besides the whole one and the one with all hidden.")]
    int Samples = 1250,
    Superpixels Segmentation = Superpixels.Slic,
    SegmentFill Fill = SegmentFill.Zero,
    [About("The score of the images: logit or probability.")] ClassScore Score = ClassScore.Logit)
    : IAttributionMethod
{
    /// <summary>About how many superpixels.</summary>
    /// <exception cref="InputException">The segmentation finds its own number.</exception>
    public int Segments { get; } = Segmentation.Checked(Segments, "shapley-sampling");

    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        batch.PerImage(targets, subject =>
        {
            var segments = Segmentation.Of(subject.Image, subject.Size, Segments);
            return new Attribution(segments.Paint(Values(model, subject, segments), subject.Size));
        });

    /// <summary>One value a superpixel.</summary>
    /// <exception cref="InputException">There are too few samples for one order of the superpixels.</exception>
    internal double[] Values(IModel model, Subject subject, Segments segments)
    {
        var (players, fill) = (segments.Count, Fill.Of(subject, segments));
        (float[] Scores, double Nothing, double Everything) Run(int count, Func<int, bool[]> members) =>
            CoalitionScores.Of(model, subject, segments, fill, Score, count, members);
        if (Math.Pow(2, players) - 2 <= Samples)
            return Exact(players, Run);
        return Samples >= players - 1
            ? Sampled(players, Samples / (players - 1), subject.Seed, Run)
            : throw new InputException(
                $"shapley-sampling: samples={Samples} is less than one order of the {players} superpixels of this image takes, "
                + $"{players - 1}. Raise samples, or lower segments.");
    }

    private delegate (float[] Scores, double Nothing, double Everything) Runs(int count, Func<int, bool[]> members);

    private static double[] Exact(int players, Runs run)
    {
        var full = (1 << players) - 1;
        var (scores, nothing, everything) = run(
            full - 1, sample => [.. Enumerable.Range(0, players).Select(i => (sample + 1 >> i & 1) == 1)]);
        double Value(int set) => set == 0 ? nothing : set == full ? everything : scores[set - 1];
        var values = new double[players];
        // The share of all orders in which exactly the players of the set come before i.
        double[] share = new double[players];
        for (var size = 0; size < players; size++)
            share[size] = size == 0 ? 1.0 / players : share[size - 1] * size / (players - size);
        for (var set = 0; set < full; set++)
            for (var i = 0; i < players; i++)
                if ((set >> i & 1) == 0)
                    values[i] += share[int.PopCount(set)] * (Value(set | 1 << i) - Value(set));
        return values;
    }

    private static double[] Sampled(int players, int orders, Seed seed, Runs run)
    {
        var (order, steps, shown) = (new int[orders][], players - 1, new bool[players]);
        for (var o = 0; o < orders; o++)
            seed.For(o).Random().Shuffle<int>(order[o] = [.. Enumerable.Range(0, players)]);
        var (scores, nothing, everything) = run(orders * steps, sample =>
        {
            if (sample % steps == 0)
                Array.Clear(shown);
            shown[order[sample / steps][sample % steps]] = true;
            return shown;
        });
        var values = new double[players];
        for (var o = 0; o < orders; o++)
            for (var p = 0; p < players; p++)
            {
                var before = p == 0 ? nothing : scores[o * steps + p - 1];
                var after = p == steps ? everything : scores[o * steps + p];
                values[order[o][p]] += (after - before) / orders;
            }
        return values;
    }
}
