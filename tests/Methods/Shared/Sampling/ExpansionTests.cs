using VisEval.Core;
using VisEval.Methods.Shared.Sampling;

namespace VisEval.Tests.Methods.Shared.Sampling;

public sealed class ExpansionTests
{
    [TestCase(1, 8, 8, ExpectedResult = 16)]
    [TestCase(3, 400, 400, ExpectedResult = 8)]
    [TestCase(3, 4000, 4000, ExpectedResult = 1)]
    public int A_chunk_is_bounded_in_images_and_in_values(int channels, int height, int width) =>
        Expansion.ChunkSize(new ImageSize(channels, height, width));

    [TestCase(1, new[] { 1 })]
    [TestCase(16, new[] { 16 })]
    [TestCase(38, new[] { 16, 16, 6 })]
    public void Variants_come_once_each_in_order_and_in_full_chunks(int samples, int[] chunks)
    {
        var size = new ImageSize(1, 2, 2);
        var (seen, counts) = (new List<float>(), new List<int>());
        Expansion.ForEach(
            size, samples,
            (sample, destination) => destination.Fill(sample),
            (first, chunk) =>
            {
                Assert.That(chunk.Shape.ToArray(), Is.EqualTo(new[] { chunk.BatchSize, 1, 2, 2 }));
                Assert.That(first, Is.EqualTo(seen.Count));
                counts.Add(chunk.BatchSize);
                for (var i = 0; i < chunk.BatchSize; i++)
                    seen.Add(chunk.Item(i)[3]);
            });
        Assert.That(seen, Is.EqualTo(Enumerable.Range(0, samples)));
        Assert.That(counts, Is.EqualTo(chunks));
    }
}
