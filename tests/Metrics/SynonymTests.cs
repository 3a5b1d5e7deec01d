using VisEval.Core;
using VisEval.Metrics;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics;

/// <summary>Metrics that are one number under several names.</summary>
public class SynonymTests
{
    private static readonly Catalogue<IMetric> Catalogue = new(typeof(IMetric).Assembly);
    private static readonly MetricScene Scene = new(48, 48);

    [TestCase("deletion", "morf", "pixel-flipping")]
    [TestCase("deletion:step=300,score=logit", "morf:step=300,score=logit", "pixel-flipping:step=300,score=logit")]
    [TestCase("deletion@quantus", "pixel-flipping@quantus")]
    [TestCase("relevance-mass", "energy-pointing-game")]
    public void Names_of_one_metric_have_one_meaning_one_number_and_one_run(params string[] units)
    {
        var metrics = units.Select(u => Catalogue.Create(u).Value).ToList();
        Assert.That(metrics.Select(Synonyms.MeaningOf).Distinct().Count(), Is.EqualTo(1));
        var model = new CountingClassifier(Scene.Model);
        var context = Scene.Context(Scene.Ordinary(), model);
        var results = metrics.Select(m => m.Evaluate(context).Scores[0].Value).ToList();
        Assert.That(results, Has.All.EqualTo(results[0]).And.All.Not.Null);
        var once = new CountingClassifier(Scene.Model);
        metrics[0].Evaluate(Scene.Context(Scene.Ordinary(), once));
        Assert.That(model.Images, Is.EqualTo(once.Images), "the other names run nothing more");
    }

    [TestCase("deletion", "morf:step=300")]
    [TestCase("deletion", "lerf")]
    [TestCase("relevance-mass:relevance=absolute", "energy-pointing-game")]
    public void Other_options_are_another_number(string first, string second) => Assert.That(
        Synonyms.MeaningOf(Catalogue.Create(first).Value), Is.Not.EqualTo(Synonyms.MeaningOf(Catalogue.Create(second).Value)));

    [Test]
    public void A_synonym_keeps_its_own_names_and_states()
    {
        var morf = Catalogue.Create("morf").Value.Evaluate(Scene.Context(Scene.Ordinary()));
        Assert.That(morf.Curves.Single().Name, Is.EqualTo("morf"));
        var energy = Catalogue.Create("energy-pointing-game").Value;
        Assert.That(energy.Evaluate(Scene.Context(Scene.Ordinary())).Scores.Single().Name, Is.EqualTo("energy"));
        var nothing = energy.Evaluate(Scene.Context(MetricScene.Changed(Scene.Ordinary(), v => -Math.Abs(v)))).Scores.Single();
        Assert.That((nothing.Name, nothing.State.Text), Is.EqualTo(("energy", "degenerate:empty")));
    }
}
