using VisEval.Tests.Metrics;

namespace VisEval.Tests.Testing;

public class NpyTests
{
    [Test]
    public void Floats_and_integers_are_read_with_their_shape()
    {
        var kernel = Npy.Read(MetricGoldens.PathOf("rise_gkern_11_5_expected.npy"));
        Assert.That(kernel.Shape, Is.EqualTo(new[] { 11, 11 }));
        Assert.That(kernel.Values.Sum(), Is.EqualTo(1).Within(1e-5));
        var mask = Npy.Read(MetricGoldens.PathOf("mask_box.npy"));
        Assert.That(mask.Shape, Is.EqualTo(new[] { 24, 24 }));
        Assert.That(mask.Values, Is.All.AnyOf(0f, 1f));
    }

    [Test]
    public void A_file_of_another_kind_is_refused() =>
        Assert.That(
            () => Npy.Read(MetricGoldens.PathOf("index.json")),
            Throws.InstanceOf<VisEval.Core.InputException>().With.Message.Contains("index.json"));
}
