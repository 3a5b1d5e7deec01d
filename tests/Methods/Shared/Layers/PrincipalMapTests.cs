using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Loading;

namespace VisEval.Tests.Methods.Shared.Layers;

public sealed class PrincipalMapTests
{
    // Every place is a multiple of one direction: 3·(3, 4)/5·5 and so on. The map is the multiple times the direction's length.
    [TestCase(new float[] { 2, -1, 4 }, new float[] { 3, 4 }, new float[] { 10, -5, 20 })]
    [TestCase(new float[] { -2, 1, -4 }, new float[] { 3, 4 }, new float[] { 10, -5, 20 })]
    [TestCase(new float[] { 2, -1 }, new float[] { 2, 3, 6 }, new float[] { 14, -7 })]
    [TestCase(new float[] { -2, 1 }, new float[] { 2, 3, 6 }, new float[] { 14, -7 })]
    public void Of_a_layer_with_one_direction_it_is_the_length_along_it_and_has_a_positive_sum(
        float[] places, float[] direction, float[] expected) =>
        Assert.That(
            PrincipalMap.Of(Layer(direction.Length, places.Length), Planes(places, direction), center: false).Values,
            Is.EqualTo(expected).Within(1e-5f));

    [TestCase(new float[] { 12, 9, 9 }, new float[] { 3, 4 }, new float[] { 10, -5, -5 })]
    [TestCase(new float[] { -12, -9, -9 }, new float[] { 3, 4 }, new float[] { 10, -5, -5 })]
    [TestCase(new float[] { 1, 3 }, new float[] { 2, 3, 6 }, new float[] { 7, -7 })]
    public void Centred_the_first_entry_of_largest_magnitude_is_positive(float[] places, float[] direction, float[] expected) =>
        Assert.That(
            PrincipalMap.Of(Layer(direction.Length, places.Length), Planes(places, direction), center: true).Values,
            Is.EqualTo(expected).Within(1e-5f));

    [Test]
    public void Of_two_directions_the_stronger_one_is_taken()
    {
        // Place 0 lies along the first channel, place 1 along the second.
        float[] planes = [3, 0, 0, -5];
        Assert.That(PrincipalMap.Of(Layer(2, 2), planes, center: false).Values, Is.EqualTo(new float[] { 0, 5 }).Within(1e-6f));
    }

    [TestCase(3, 2)]
    [TestCase(2, 3)]
    public void A_layer_of_zeros_or_a_constant_one_when_centred_gives_zeros(int channels, int places)
    {
        Assert.That(PrincipalMap.Of(Layer(channels, places), new float[6], center: false).Values, Is.All.Zero);
        Assert.That(PrincipalMap.Of(Layer(channels, places), Enumerable.Repeat(3f, 6).ToArray(), center: true).Values, Is.All.Zero);
    }

    [TestCase(3, 2)]
    [TestCase(2, 3)]
    public void A_value_that_is_no_number_is_not_hidden(int channels, int places)
    {
        float[] planes = [1, 2, float.NaN, 4, 5, 6];
        Assert.That(PrincipalMap.Of(Layer(channels, places), planes, center: false).Values, Has.All.NaN);
    }

    [Test]
    public void Two_directions_of_the_same_strength_give_the_same_map_again()
    {
        float[] planes = [1, 0, 0, 1];
        var first = PrincipalMap.Of(Layer(2, 2), planes, center: false).Values;
        Assert.That(PrincipalMap.Of(Layer(2, 2), planes, center: false).Values, Is.EqualTo(first));
        Assert.That(first.Sum(v => v * v), Is.EqualTo(1).Within(1e-6f));
    }

    private static SpatialLayer Layer(int channels, int places) =>
        new("layer", new PlaceLayout(PlaceOrder.ChannelsFirst, channels, 1, places));

    private static float[] Planes(float[] places, float[] direction) => [.. direction.SelectMany(d => places.Select(p => p * d))];
}
