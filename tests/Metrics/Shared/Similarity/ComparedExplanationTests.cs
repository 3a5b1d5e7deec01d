using VisEval.Core;
using VisEval.Metrics.Shared.Similarity;

namespace VisEval.Tests.Metrics.Shared.Similarity;

public class ComparedExplanationTests
{
    [Test]
    public void The_attribution_is_ranked_by_channel_and_the_map_by_pixel()
    {
        var attribution = new Attribution(new Tensor([1, -2, 3, 4, -1, -5], 3, 1, 2));
        var own = Of(attribution, 1, 2, ComparedValues.Attribution);
        Assert.That(own.Signed, Is.EqualTo(new float[] { 1, -2, 3, 4, -1, -5 }));
        Assert.That(own.Magnitudes, Is.EqualTo(new float[] { 1, 2, 3, 4, 1, 5 }));
        Assert.That(own.Picture.Single().Values, Is.EqualTo(new float[] { 1, 0 }), "sums 3 and −3, scaled to [0, 1]");
        var map = Of(attribution, 1, 2, ComparedValues.Map);
        Assert.That(map.Signed, Is.EqualTo(new float[] { 3, -3 }));
        Assert.That(map.MagnitudesState.Text, Is.EqualTo("degenerate:constant"));
    }

    [Test]
    public void Adebayo_sums_magnitudes_of_channels_and_cuts_them_at_the_99th_percentile()
    {
        // Channels cancel: sums 0, 1, …, 200 have the magnitudes 2·1000 − …; the 99th percentile of 201 ranks is the 199th value.
        var (up, down) = (Enumerable.Range(0, 201).Select(i => (float)i).ToArray(), new float[201]);
        var own = Of(new Attribution(new Tensor([.. up, .. down], 2, 1, 201)), 1, 201, ComparedValues.Clipped);
        Assert.That(own.Magnitudes, Is.EqualTo(up.Select(v => Math.Min(v, 198))).AsCollection);
        Assert.That(own.Magnitudes.Count(v => v == 198), Is.EqualTo(3), "the top hundredth is one tie");
        Assert.That(own.Signed, Is.EqualTo(own.Magnitudes), "no sign here");
        Assert.That(own.Picture[0].Values[100], Is.EqualTo(100 / 200f).Within(1e-6), "the picture is of the raw values");

        var opposite = Of(new Attribution(new Tensor([.. up, .. up.Select(v => -v)], 2, 1, 201)), 1, 201, ComparedValues.Clipped);
        Assert.That(opposite.SignedState.Text, Is.EqualTo("degenerate:constant"), "the channels cancel");
        Assert.That(opposite.Magnitudes[50], Is.EqualTo(100), "their magnitudes do not");
    }

    [Test]
    public void Signed_values_are_cut_at_minus_three_times_the_percentile_below()
    {
        float[] values = [.. Enumerable.Range(-900, 1001).Select(v => (float)v)];
        // 1001 values −900…100: the 99th percentile is 90; below −270 all are one tie.
        var own = Of(new Attribution(new Tensor(values, 1, 1, 1001)), 1, 1001, ComparedValues.Clipped);
        Assert.That(own.Signed, Is.EqualTo(values.Select(v => Math.Clamp(v, -270, 90))).AsCollection);
    }

    [Test]
    public void A_map_that_is_zero_but_for_few_pixels_is_cut_to_a_constant()
    {
        var sparse = new float[1000];
        sparse[7] = 1;
        var own = Of(new Attribution(new Tensor(sparse, 1, 10, 100)), 10, 100, ComparedValues.Clipped);
        Assert.That(new[] { own.SignedState, own.MagnitudesState }.Select(s => s.Text), Is.All.EqualTo("degenerate:constant"));
        Assert.That(own.PictureState.IsOk, "the picture is not cut");
    }

    [Test]
    public void A_map_of_one_value_a_pixel_is_not_cut_and_what_is_no_number_stays_so()
    {
        float[] values = [-4, 1, 2, 100];
        var own = Of(new Attribution(new Tensor(values, 2, 2)), 2, 2, ComparedValues.Clipped);
        Assert.That((own.Signed, own.Magnitudes), Is.EqualTo((values, new float[] { 4, 1, 2, 100 })));
        Assert.That(own.Picture.Single().Values[0], Is.Zero, "signs stay");

        var broken = Of(new Attribution(new Tensor([1, float.NaN, 2, 3], 1, 2, 2)), 2, 2, ComparedValues.Clipped);
        Assert.That(
            new[] { broken.SignedState, broken.MagnitudesState, broken.PictureState }.Select(s => s.Text),
            Is.All.EqualTo("degenerate:not-finite"));
    }

    [Test]
    public void The_picture_of_Adebayo_is_all_channels_with_their_signs_scaled_together()
    {
        var own = Of(new Attribution(new Tensor([-3, 0, 1, 5], 2, 1, 2)), 1, 2, ComparedValues.Clipped);
        Assert.That(own.Picture.Select(p => p.Values), Is.EqualTo(new[] { new[] { 0, 3 / 8f }, [4 / 8f, 1] }));
        Assert.That((own.Range, Of(new Attribution(new Tensor([1, 2], 1, 2)), 1, 2, ComparedValues.Map).Range), Is.EqualTo((2.0, 1.0)));
    }

    private static ComparedExplanation Of(Attribution attribution, int height, int width, ComparedValues values) =>
        ComparedExplanation.Of(attribution, attribution.ToMap(height, width), values);
}
