using VisEval.Core;
using VisEval.Metrics.Shared.Similarity;

namespace VisEval.Tests.Metrics.Shared.Similarity;

public class ExplanationSimilarityTests
{
    [Test]
    public void Rank_correlations_take_the_attribution_as_it_is_and_SSIM_the_map_at_the_input_size()
    {
        var (a, b) = (Layer(1), Layer(2));
        var scores = new ExplanationSimilarity(a, a.ToMap(24, 24)).To(b, "randomized");
        Assert.That(scores[0].Value, Is.EqualTo(Spearman.Correlation(a.Values.Values, b.Values.Values)));
        Assert.That(scores[2].Value, Is.EqualTo(Ssim.Mean(a.ToMap(24, 24).Normalize(), b.ToMap(24, 24).Normalize())));
    }

    [Test]
    public void Channels_that_cancel_in_the_map_leave_the_rank_correlations()
    {
        var values = new Tensor([1, 2, 3, 4, -1, -2, -3, -4], 2, 2, 2);
        var opposite = new Attribution(values);
        Assert.That(
            new ExplanationSimilarity(opposite, opposite.ToMap(2, 2)).States.Select(s => s.Text),
            Is.EqualTo(new[] { "ok", "ok", "degenerate:constant", "degenerate:constant" }));
    }

    [Test]
    public void Edges_are_compared_on_maps_of_at_least_48_pixels()
    {
        var (a, b) = (Layer(1), Layer(2));
        Assert.That(
            new ExplanationSimilarity(a, a.ToMap(48, 60)).To(b, "randomized")[3].Value,
            Is.EqualTo(Spearman.Correlation(Hog.Features(a.ToMap(48, 60).Normalize()), Hog.Features(b.ToMap(48, 60).Normalize()))));
        Assert.That(new ExplanationSimilarity(a, a.ToMap(47, 60)).States[3].Text, Is.EqualTo("undefined:smaller-than-hog-block"));
    }

    [Test]
    public void A_map_that_repeats_every_two_pixels_has_no_edge()
    {
        // Differences of the two neighbours of every pixel are 0.
        var chequered = new Attribution(new Tensor([.. Enumerable.Range(0, 64 * 64).Select(i => (float)((i + i / 64) % 2))], 64, 64));
        var similarity = new ExplanationSimilarity(chequered, chequered.ToMap(64, 64));
        Assert.That(similarity.States.Select(s => s.Text), Is.EqualTo(new[] { "ok", "ok", "ok", "degenerate:no-edges" }));
        var random = new Attribution(Layer(1).ToMap(64, 64) is var map ? new Tensor(map.Values, 64, 64) : null!);
        Assert.That(
            new ExplanationSimilarity(random, random.ToMap(64, 64)).To(chequered, "randomized")[3].State.Text,
            Is.EqualTo("degenerate:no-edges-when-randomized"));
    }

    [Test]
    public void Explanations_of_different_shape_cannot_be_compared() =>
        Assert.That(
            () => new ExplanationSimilarity(Layer(1), Layer(1).ToMap(24, 24)).To(new Attribution(Tensor.Zeros(3, 3)), "randomized"),
            Throws.ArgumentException.With.Message.Contains("9 values"));

    private static Attribution Layer(long seed)
    {
        var random = Seed.Of(seed).Random();
        return new Attribution(new Tensor([.. Enumerable.Range(0, 36).Select(_ => (float)random.NextGaussian())], 6, 6));
    }
}
