using VisEval.Core;

namespace VisEval.Tests.Core.Segmentation;

public sealed class ConnectedPiecesTests
{
    [TestCase("aba", 0, "012", Description = "one label, two pieces")]
    [TestCase("ab/ba", 0, "01/23", Description = "corners do not connect")]
    [TestCase("aab/aab/cbb", 2, "001/001/011", Description = "borders of one side each: the earlier piece")]
    [TestCase("aaab/acbb/aabb", 2, "0001/0011/0011", Description = "three sides against one")]
    [TestCase("abcdd", 2, "00011", Description = "a goes to b, the two are large enough, c goes to them")]
    [TestCase("abcdd", 3, "00000", Description = "a goes to b, both go to c")]
    [TestCase("aaa/aba/aaa", 2, "000/000/000")]
    [TestCase("aaa/aba/aaa", 10, "000/000/000", Description = "nothing is as large as that")]
    [TestCase("aabb/aabb", 4, "0011/0011")]
    public void By_hand(string labels, double minimumSize, string expected)
    {
        var rows = labels.Split('/');
        var size = new ImageSize(1, rows.Length, rows[0].Length);
        var segments = ConnectedPieces.Of([.. labels.Where(c => c != '/').Select(c => (int)c)], size).Absorb(minimumSize);
        Assert.That(string.Concat(segments.Labels.ToArray()), Is.EqualTo(expected.Replace("/", "")));
    }

    [TestCase(1, 0)]
    [TestCase(2, 3)]
    [TestCase(3, 6.5)]
    [TestCase(4, 40)]
    public void Superpixels_are_connected_large_enough_and_made_of_whole_pieces(int seed, double minimumSize)
    {
        var size = new ImageSize(1, 12, 9);
        var random = Seed.Of(seed).Random();
        int[] labels = [.. Enumerable.Range(0, 108).Select(_ => random.NextInt(3))];
        var segments = ConnectedPieces.Of(labels, size).Absorb(minimumSize);
        Partitions.AreInOrder(segments, size);
        Assert.That(Partitions.AreConnected(segments, size, diagonally: false));
        Assert.That(segments.Labels.ToArray().GroupBy(l => l).Select(g => g.Count()), Has.All.GreaterThanOrEqualTo(minimumSize));
        var pieces = Partitions.Pieces(labels, size, diagonally: false);
        Assert.That(pieces.Zip(segments.Labels.ToArray()).Distinct().Count(), Is.EqualTo(pieces.Distinct().Count()), "a piece was split");
        if (minimumSize == 0)
            Assert.That(segments.Count, Is.EqualTo(pieces.Distinct().Count()));
    }
}
