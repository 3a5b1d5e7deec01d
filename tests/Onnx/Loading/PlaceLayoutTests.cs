using VisEval.Core;
using VisEval.Onnx.Loading;

namespace VisEval.Tests.Onnx.Loading;

public sealed class PlaceLayoutTests
{
    private static readonly ImageSize Square = new(3, 224, 224);

    [TestCase(new[] { 512, 14, 14 }, PlaceOrder.ChannelsFirst, 512, 14, 14, 0)]
    [TestCase(new[] { 7, 7, 768 }, PlaceOrder.ChannelsLast, 768, 7, 7, 0)]
    [TestCase(new[] { 8, 8, 8 }, PlaceOrder.ChannelsFirst, 8, 8, 8, 0)]
    [TestCase(new[] { 197, 768 }, PlaceOrder.Tokens, 768, 14, 14, 1)]
    [TestCase(new[] { 198, 192 }, PlaceOrder.Tokens, 192, 14, 14, 2)]
    [TestCase(new[] { 49, 768 }, PlaceOrder.Tokens, 768, 7, 7, 0)]
    [TestCase(new[] { 201, 384 }, PlaceOrder.Tokens, 384, 14, 14, 5)]
    public void A_shape_tells_where_channels_and_places_are(
        int[] shape, PlaceOrder order, int channels, int height, int width, int extra) =>
        Assert.That(PlaceLayout.Of(shape, Square), Is.EqualTo(new PlaceLayout(order, channels, height, width, extra)));

    [TestCase(10, 2, 4, 2)]
    [TestCase(33, 4, 8, 1)]
    public void A_grid_of_tokens_has_the_proportions_of_the_picture(int tokens, int height, int width, int extra) =>
        Assert.That(
            PlaceLayout.Of([tokens, 20], new ImageSize(3, 128, 256)),
            Is.EqualTo(new PlaceLayout(PlaceOrder.Tokens, 20, height, width, extra)));

    [Test]
    public void Convolutions_without_padding_keep_channels_first_though_they_change_the_proportions() =>
        Assert.That(
            PlaceLayout.Of([16, 10, 30], new ImageSize(3, 40, 60)), Is.EqualTo(new PlaceLayout(PlaceOrder.ChannelsFirst, 16, 10, 30)));

    [TestCase(new[] { 1000 })]
    [TestCase(new[] { 512, 1, 1 })]
    [TestCase(new[] { 1, 1, 768 })]
    [TestCase(new[] { 2, 16 })]
    [TestCase(new int[0])]
    public void Vectors_and_scores_have_no_places(int[] shape) => Assert.That(PlaceLayout.Of(shape, Square), Is.Null);
}
