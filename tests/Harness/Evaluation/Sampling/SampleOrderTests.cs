using VisEval.Harness.Evaluation;
using VisEval.Harness.Evaluation.Sampling;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Evaluation.Sampling;

public sealed class SampleOrderTests
{
    private static Job Job(int images, bool shuffles = false) =>
        RunnerPlan.Of(images, [("a", RunnerMethod.Noise())], [("sum", RunnerMetric.Sum())]).Jobs[0] with { Shuffles = shuffles };

    private static string[] Drawn(Job job, long seed, int threads = 1) =>
        [.. SampleOrder.Of(job, seed, threads, default).Select(g => string.Join('+', g.Select(i => i.Id)))];

    [Test]
    public void Is_a_permutation_of_the_groups_of_the_job([Values] bool shuffles)
    {
        var job = Job(9, shuffles);
        var groups = WorkUnits.Groups(job).Select(g => string.Join('+', g.Select(i => i.Id)));
        Assert.That(Drawn(job, 1), Is.EquivalentTo(groups));
    }

    [Test]
    public void Depends_on_the_seed_and_not_on_threads()
    {
        var job = Job(30);
        Assert.That(Drawn(job, 1, 4), Is.EqualTo(Drawn(job, 1)));
        Assert.That(Drawn(job, 2), Is.Not.EqualTo(Drawn(job, 1)));
    }

    [Test]
    public void Puts_every_image_first_equally_often()
    {
        const int seeds = 3000;
        var job = Job(5);
        var first = Enumerable.Range(0, seeds).GroupBy(seed => Drawn(job, seed)[0]).ToDictionary(g => g.Key, g => g.Count());
        // χ² of 4 degrees: 18.5 at .001.
        Assert.That(first.Values.Sum(n => Math.Pow(n - seeds / 5.0, 2) / (seeds / 5.0)), Is.LessThan(18.5));
        Assert.That(first, Has.Count.EqualTo(5));
    }
}
