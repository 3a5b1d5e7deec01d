using VisEval.Harness.Estimation;
using VisEval.Harness.Evaluation;

namespace VisEval.Tests.Harness.Estimation;

/// <summary>Of the plan of <see cref="ShardPlanTests"/>: two labels an image; on an image behind the second, noise takes 2·(1 + 10) forward
/// passes and a gradient 2·(11 + one backwards).</summary>
public sealed class WorkPackagesTests
{
    [Test]
    public void Their_units_are_those_of_the_run_each_once([Values(0.001, 0.5, 2, 100)] double forward, [Values] bool shuffles)
    {
        var plan = ShardPlanTests.Plan(9, shuffles);
        var units = Packages(plan, forward).SelectMany(p => p.Work.Units()).Select(u => u.Key());

        Assert.That(units, Is.EquivalentTo(WorkUnits.ByImages(plan.Jobs[0], plan.Settings.Seed).Select(u => u.Key())));
        Assert.That(Packages(plan, forward).Sum(p => p.Cells), Is.EqualTo(plan.Jobs[0].CellCount));
    }

    [Test]
    public void They_take_30_to_300_seconds_unless_one_method_takes_more([Values(0.1, 0.5, 2, 5)] double forward, [Values] bool shuffles)
    {
        var packages = Packages(ShardPlanTests.Plan(40, shuffles), forward);

        foreach (var package in packages.Where(p => p.Seconds > WorkPackages.Most))
            Assert.That((package.Work.Methods.Count, package.Work.Groups.Count), Is.EqualTo((1, 1)));
        Assert.That(packages.Where(p => p.Seconds < WorkPackages.Least), Has.Exactly(0).Items);
    }

    [Test]
    public void Images_are_joined_where_they_take_little()
    {
        // The first two images take more: three further explanations each. All together less than a package.
        var package = Packages(ShardPlanTests.Plan(9, shuffles: false), 0.001).Single();
        Assert.That((package.Work.Methods.Count, package.Work.Groups.Count), Is.EqualTo((2, 9)));
        // Images 2 × [noise 1 + 10, gradient 1 + 10 and backwards], and on two images 3 explanations more by each.
        Assert.That(package.Passes, Is.EqualTo(new Passes(9 * 2 * 22 + 2 * 2 * 6, 9 * 2 + 2 * 2 * 3)));
    }

    [Test]
    public void Methods_are_cut_where_an_image_takes_long()
    {
        // 22 forward passes of 20 s: more than may be; each method by itself.
        var packages = Packages(ShardPlanTests.Plan(3, shuffles: false), 20);
        Assert.That(packages.Select(p => (p.Work.Methods.Count, p.Work.Groups.Count)), Is.All.EqualTo((1, 1)));
        Assert.That(packages, Has.Count.EqualTo(6));
    }

    [Test]
    public void A_network_that_could_not_be_measured_is_one_package_an_image_group_or_more()
    {
        var packages = new WorkPackages(ShardPlanTests.Plan(9, shuffles: true), new ShardPlanTests.FakeWork())
            .Of([new NetworkSpeed(0, 0) { Failure = "broken" }], 0);
        Assert.That(packages.Sum(p => p.Work.Groups.Sum(g => g.Count)), Is.EqualTo(9));
    }

    [Test]
    public void The_key_tells_content()
    {
        var work = Packages(ShardPlanTests.Plan(9, shuffles: true), 0.001)[0].Work;
        Assert.That(work.Key(), Has.Length.EqualTo(64).And.EqualTo((work with { Methods = [.. work.Methods] }).Key()));
        Assert.That((work with { Seed = 1 }).Key(), Is.Not.EqualTo(work.Key()));
        Assert.That((work with { Groups = [[.. work.Groups.SelectMany(g => g)]] }).Key(), Is.Not.EqualTo(work.Key()), "lends other maps");
    }

    private static IReadOnlyList<WorkPackage> Packages(Plan plan, double forward) =>
        new WorkPackages(plan, new ShardPlanTests.FakeWork()).Of([new NetworkSpeed(forward, 2 * forward)], 0);
}
