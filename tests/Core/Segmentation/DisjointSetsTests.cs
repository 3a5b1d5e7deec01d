using VisEval.Core;

namespace VisEval.Tests.Core.Segmentation;

public sealed class DisjointSetsTests
{
    [Test]
    public void The_larger_set_gives_its_name_and_the_first_of_equals()
    {
        var sets = new DisjointSets(5);
        Assert.That(sets.Join(3, 1), Is.EqualTo(3));
        Assert.That(sets.Join(0, 3), Is.EqualTo(3));
        Assert.That(sets.Size(3), Is.EqualTo(3));
        Assert.That(sets.Join(4, 2), Is.EqualTo(4));
        Assert.That(sets.Roots(), Is.EqualTo(new[] { 3, 3, 4, 3, 4 }));
        Assert.That(sets.Join(sets.Find(2), sets.Find(1)), Is.EqualTo(3));
        Assert.That(sets.Roots(), Is.All.EqualTo(3));
    }
}
