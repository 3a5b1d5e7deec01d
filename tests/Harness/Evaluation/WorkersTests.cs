using VisEval.Harness.Evaluation;

namespace VisEval.Tests.Harness.Evaluation;

public sealed class WorkersTests
{
    [TestCase(4, 2, 2, 1)]
    [TestCase(3, 2, 1, 2)]
    [TestCase(1000, 16, 16, 1)]
    [TestCase(31, 16, 1, 16)]
    [TestCase(1, 1, 1, 1)]
    [TestCase(0, 8, 1, 8)]
    public void Threads_have_units_of_their_own_where_there_are_enough_and_share_one_where_not(
        int units, int threads, int atOnce, int inside) =>
        Assert.That(Workers.Of(units, threads), Is.EqualTo(new Workers(atOnce, inside)));
}
