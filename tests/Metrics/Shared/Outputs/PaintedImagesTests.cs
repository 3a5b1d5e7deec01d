using VisEval.Core;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Shared.Outputs;

public class PaintedImagesTests
{
    private static readonly ImageSize Size = new(1, 2, 3);

    [TestCase(1, new[] { 1 })]
    [TestCase(64, new[] { 64 })]
    [TestCase(150, new[] { 64, 64, 22 })]
    public void Every_image_is_painted_once_and_seen_as_it_was_painted(int count, int[] batches)
    {
        var model = FakeClassifier.Linear(Size, [1, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 1]);
        var outputs = PaintedImages.Outputs(model, count, target: 1, (i, image) =>
        {
            image.Fill(i);
            image[5] = -i;
        });
        Assert.That(model.Calls, Is.EqualTo(batches));
        Assert.That(outputs.Select(o => o.Logit), Is.EqualTo(Enumerable.Range(0, count).Select(i => (float)-i)));
        Assert.That(model.Seen.Select(s => s[4]), Is.EqualTo(Enumerable.Range(0, count).Select(i => (float)i)));
    }

    [Test]
    public void No_images_ask_no_model()
    {
        var model = FakeClassifier.Linear(Size, [1, 0, 0, 0, 0, 0]);
        Assert.That(PaintedImages.Outputs(model, 0, target: 0, (_, _) => { }), Is.Empty);
        Assert.That(model.Calls, Is.Empty);
    }
}
