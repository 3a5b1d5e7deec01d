using VisEval.Core;
using VisEval.Metrics.Shared.Copies;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Shared.Copies;

public class CopyBatchesTests
{
    private static readonly FakeMetricContext Context = new(new SaliencyMap([1, 2], 1, 2)) { Image = new Tensor([5, 6], 1, 1, 1, 2) };

    [TestCase(1, new[] { 1 })]
    [TestCase(64, new[] { 64 })]
    [TestCase(65, new[] { 64, 1 })]
    [TestCase(150, new[] { 64, 64, 22 })]
    public void Every_copy_is_written_once_in_order_in_batches_of_at_most_64(int count, int[] sizes)
    {
        var batches = CopyBatches.Of(Context, $"in order {count}", count, (index, copy) => copy[0] = index).ToList();
        Assert.That(batches.Select(b => b.BatchSize), Is.EqualTo(sizes));
        Assert.That(batches.SelectMany(b => b.Values.Chunk(2)), Is.EqualTo(Enumerable.Range(0, count).Select(i => new float[] { i, 0 })));
    }

    [Test]
    public void Copies_of_one_batch_are_drawn_once_for_an_image()
    {
        var drawn = 0;
        List<Tensor> Draw() => [.. CopyBatches.Of(Context, "once", 3, (_, _) => drawn++)];
        Assert.That(Draw().Single(), Is.SameAs(Draw().Single()));
        Assert.That(drawn, Is.EqualTo(3));
    }
}
