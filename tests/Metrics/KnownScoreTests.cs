using System.Globalization;
using VisEval.Core;
using VisEval.Metrics;

namespace VisEval.Tests.Metrics;

/// <summary>What a metric gives a method that ignores image, class and network is known before anything is run: it must be declared, since
/// a distance from it says nothing.</summary>
[Parallelizable(ParallelScope.All)]
public class KnownScoreTests
{
    private const int Side = 48;
    private static readonly Catalogue<IMetric> Catalogue = new(typeof(IMetric).Assembly);
    private static readonly MetricScene Scene = new(Side, Side);

    private static IEnumerable<string> Explaining =>
        Catalogue.Entries.Where(e => MetricWork.ExplainsAgain((IMetric)Catalogue.Create(e.Name).Value)).Select(e => e.Name);

    [TestCaseSource(nameof(Explaining))]
    public void A_number_that_every_map_gets_which_ignores_the_model_is_declared(string name)
    {
        var metric = Catalogue.Create(name).Value;
        var known = metric.GetType().GetCustomAttributes(typeof(KnownScoreAttribute), false).Cast<KnownScoreAttribute>()
            .Where(k => k.Control == "random").ToDictionary(k => k.Score, k => k.Value);
        foreach (var (info, (first, second)) in metric.Scores.Zip(Ignoring(metric, 1).Zip(Ignoring(metric, 2))))
            if (first.Value is { } value && second.Value is { } other && Math.Abs(value - other) < 1e-9)
            {
                Assert.That(known.Keys, Does.Contain(info.Name), $"{info.Name} is always {value}");
                if (double.TryParse(known[info.Name], CultureInfo.InvariantCulture, out var declared))
                    Assert.That(value, Is.EqualTo(declared).Within(1e-6), info.Name);
            }
    }

    [TestCase("cascading-randomization", "spearman", 1)]
    [TestCase("data-randomization", "ssim", 1)]
    [TestCase("independent-randomization", "hog", 1)]
    [TestCase("smooth-mprt", "spearman-absolute", 1)]
    [TestCase("random-logit", "ssim", 1)]
    [TestCase("relative-input-stability", "ris", 0)]
    public void Known_scores_are_what_they_say(string name, string score, double value)
    {
        var metric = Catalogue.Create(name).Value;
        Assert.That(
            metric.GetType().GetCustomAttributes(typeof(KnownScoreAttribute), false).Cast<KnownScoreAttribute>()
                .Single(k => k.Control == "random" && k.Score == score).Value,
            Is.EqualTo(value.ToString(CultureInfo.InvariantCulture)));
        Assert.That(Ignoring(metric, 3).Single(s => s.Name == score).Value, Is.EqualTo(value).Within(1e-6));
    }

    private static IReadOnlyList<ScoreValue> Ignoring(IMetric metric, int seed)
    {
        var random = Seed.Of(seed).Random();
        Attribution own = new(new Tensor([.. Enumerable.Range(0, Side * Side).Select(_ => (float)random.NextGaussian())], Side, Side));
        return metric.Evaluate(Scene.Context(own, again: own)).Scores;
    }
}
