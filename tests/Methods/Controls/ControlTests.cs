using VisEval.Core;
using VisEval.Methods.Controls;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Controls;

public sealed class ControlTests
{
    private static readonly ImageSize Size = new(2, 3, 4);
    private static readonly LinearModel Model = LinearModel.Random(Size, 2, seed: 1);

    [Test]
    public void Sobel_finds_a_step_of_the_mean_over_channels_and_no_edge_at_the_border()
    {
        // Channel 0 steps from 0 to 2, channel 1 is flat: the mean steps by 1, and the kernel weighs 1 + 2 + 1.
        var batch = Images.Of(Size, 0, 0, 2, 2, 0, 0, 2, 2, 0, 0, 2, 2, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5);
        var map = new SobelControl().Explain(Model, batch, [0])[0];
        Assert.That(map.Values.Values, Is.EqualTo(new float[] { 0, 4, 4, 0, 0, 4, 4, 0, 0, 4, 4, 0 }).Within(1e-6f));
    }

    [Test]
    public void Sobel_of_a_single_bright_pixel_by_hand()
    {
        var size = new ImageSize(1, 3, 3);
        var map = new SobelControl().Explain(Model, Images.Of(size, 0, 0, 0, 0, 1, 0, 0, 0, 0), [0])[0];
        var corner = (float)Math.Sqrt(2);
        Assert.That(map.Values.Values, Is.EqualTo(new[] { corner, 2, corner, 2, 0, 2, corner, 2, corner }).Within(1e-6f));
    }

    [Test]
    public void Center_is_highest_in_the_middle_symmetric_and_known_at_one_pixel()
    {
        var map = new CenterControl(0.25).Explain(Model, Images.Random(new ImageSize(1, 5, 8), 1, 1), [0])[0].ToMap(5, 8);
        Assert.That(map[2, 3], Is.EqualTo(map.Values.Max()));
        Assert.That(map[2, 3], Is.EqualTo(map[2, 4]));
        for (var y = 0; y < 5; y++)
            for (var x = 0; x < 8; x++)
                Assert.That(map[y, x], Is.EqualTo(map[4 - y, 7 - x]).Within(1e-7f));
        Assert.That(map[0, 1], Is.EqualTo(Math.Exp(-((2 / 1.25) * (2 / 1.25) + (2.5 / 2) * (2.5 / 2)) / 2)).Within(1e-7));
    }

    [Test]
    public void Random_is_uniform_between_0_and_1()
    {
        var map = new RandomControl().Explain(Model, Images.Random(new ImageSize(1, 100, 100), 1, 1), [0])[0].Values.Values;
        Assert.That(map.Min(), Is.InRange(0, 0.01));
        Assert.That(map.Max(), Is.InRange(0.99, 1));
        Assert.That(map.Average(), Is.EqualTo(0.5).Within(0.01));
        Assert.That(map.Count(v => v < 0.25), Is.EqualTo(2500).Within(200));
    }

    [Test]
    public void Every_draw_is_another_and_the_first_is_the_default()
    {
        var batch = Images.Random(Size, 1, 1);
        float[] Map(int draw) => new RandomControl(draw).Explain(Model, batch, [0])[0].Values.Values;
        Assert.That(Map(0), Is.EqualTo(new RandomControl().Explain(Model, batch, [0])[0].Values.Values));
        Assert.That(Map(1), Is.Not.EqualTo(Map(0)));
        Assert.That(Map(2), Is.Not.EqualTo(Map(1)));
    }

    [Test]
    public void Input_magnitude_is_the_sum_of_magnitudes_over_channels()
    {
        var map = new InputMagnitudeControl().Explain(Model, Images.Of(new ImageSize(2, 1, 2), -1, 2, 3, -0.5f), [0])[0];
        Assert.That(map.Values.Values, Is.EqualTo(new float[] { 4, 2.5f }));
    }

    [Test]
    public void Uniform_says_nothing_and_its_map_says_so()
    {
        var map = new UniformControl().Explain(Model, Images.Random(Size, 1, 1), [0])[0];
        Assert.That(map.Values.Values, Has.All.EqualTo(1f));
        Assert.That(map.ToMap(3, 4).State, Is.EqualTo(CellState.Degenerate("constant")));
    }
}
