using VisEval.Core;
using VisEval.Harness.Datasets.Regions;

namespace VisEval.Tests.Harness.Datasets.Regions;

/// <summary>COCO's run lengths.</summary>
public sealed class RunRegionTests
{
    [Test]
    public void Runs_go_down_the_columns_and_begin_outside() =>
        Assert.That(new RunRegion([1, 2, 0, 1, 2], 2, 3).Read("", 2, 3).Values, Is.EqualTo(new byte[] { 0, 1, 0, 1, 1, 0 }));

    [TestCase(new[] { 5 }, "sum to 5")]
    [TestCase(new[] { 5, 2 }, "sum to 7")]
    [TestCase(new[] { 7, -1 }, "a run of -1")]
    [TestCase(new[] { int.MaxValue, int.MaxValue, 8 }, "sum to 4294967302")]
    public void Runs_of_another_length_are_refused(int[] counts, string told)
    {
        var runs = new RunRegion(counts, 2, 3);
        Assert.That(runs.Mistake(), Does.Contain(told));
        Assert.That(() => runs.Read("", 2, 3), Throws.InstanceOf<InputException>().With.Message.Contains(told));
    }

    [Test]
    public void Compressed_runs_come_back()
    {
        var random = Seed.Of(9).Random();
        for (var round = 0; round < 200; round++)
        {
            int[] counts = [.. Enumerable.Range(0, 1 + round % 9).Select(_ => random.NextInt(1 << (1 + random.NextInt(20))))];
            Assert.That(RunRegion.Decompress(Compress(counts)), Is.EqualTo(counts));
        }
    }

    [TestCase("P")]
    [TestCase("\u001f")]
    [TestCase("oooooooooooo")]
    [TestCase("O")]
    public void What_is_no_encoding_is_refused(string text) => Assert.That(RunRegion.Decompress(text), Is.Null);

    // Numbers in groups of five bits, the lowest first, until the rest is the sign of the last group.
    private static string Compress(int[] counts)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < counts.Length; i++)
        {
            long value = i > 2 ? counts[i] - (long)counts[i - 2] : counts[i];
            while (true)
            {
                var group = (int)(value & 31);
                value >>= 5;
                var isLast = value == ((group & 16) != 0 ? -1 : 0);
                text.Append((char)(48 + group + (isLast ? 0 : 32)));
                if (isLast)
                    break;
            }
        }
        return text.ToString();
    }
}
