using VisEval.Core;
using VisEval.Metrics.Shared;

namespace VisEval.Tests.Metrics.Shared;

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
            Is.EqualTo(new[] { "ok", "ok", "degenerate:constant" }));
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
