using VisEval.Harness.Analysis.Ranking;
using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Tests.Harness.Analysis.Ranking;

public sealed class SkillMeanTests
{
    private static readonly (Construct Construct, int Network)[] Fields =
    [
        (Construct.Removal, 0), (Construct.Localization, 1), (Construct.Removal, 1), (Construct.Removal, 0), (Construct.Localization, 0),
    ];

    private static RankingRule Rule => RankingRule.Default with
    {
        Weights = new Dictionary<string, double> { [RankingRule.NameOf(Construct.Localization)] = 3 },
    };

    [Test]
    public void It_is_the_mean_over_constructs_of_means_over_networks_of_means_over_numbers()
    {
        // Removal: network 0 (.2 + .6)/2 = .4, network 1 .8, so .6; localization (.1 + .5)/2 = .3.
        double[] skills = [0.2, 0.1, 0.8, 0.6, 0.5];
        var mean = new SkillMean(Fields, Rule);
        Assert.That(mean.Of(skills), Is.EqualTo((0.6 + 3 * 0.3) / 4).Within(1e-15));
        Assert.That(
            mean.ByConstruct(skills),
            Is.EqualTo(new Dictionary<Construct, double> { [Construct.Removal] = 0.6, [Construct.Localization] = 0.3 })
                .Using<double>((a, b) => Math.Abs(a - b) < 1e-15));
    }

    [Test]
    public void A_number_without_a_skill_and_a_construct_without_any_are_passed_over()
    {
        double[] skills = [double.NaN, double.NegativeInfinity, 0.8, 0.6, double.NaN];
        var mean = new SkillMean(Fields, Rule);
        Assert.That(mean.Of(skills), Is.EqualTo(0.7).Within(1e-15));
        Assert.That(mean.ByConstruct(skills).Keys, Is.EqualTo(new[] { Construct.Removal }));
        Assert.That(mean.Of([double.NaN, double.NaN, double.NaN, double.NaN, double.NaN]), Is.Null);
    }
}
