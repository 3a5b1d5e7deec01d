using System.Globalization;
using VisEval.Core;
using VisEval.Metrics;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics;

/// <summary>What every metric declares to ask for is what it asks for, with default and with changed options.</summary>
[Parallelizable(ParallelScope.All)]
public class MetricWorkTests
{
    private static readonly MetricScene Scene = new(48, 56);
    private static readonly Catalogue<IMetric> Catalogue = new(typeof(IMetric).Assembly);

    private static readonly string[] Combined =
    [
        "deletion:steps=7,spacing=even", "deletion:steps=7,spacing=percentile", "deletion:steps=7,elements=values", "deletion:step=100000",
        "insertion:step=500,elements=values", "insertion:steps=5,spacing=ceiling", "region-perturbation:fill=zero,regions=5",
        "region-perturbation:regions=3,draws=4", "region-perturbation:regions=1000,draws=2", "monotonicity:step=900,elements=values",
        "grid-pointing-game:recognised=0.0001", "sensitivity-n:n=30,subsets=7", "cascading-randomization:stages=2",
        "independent-randomization:layers=2", "smooth-mprt:samples=3,stages=2", "random-logit:classes=2", "random-logit:classes=9",
        "pixel-flipping:step=700,elements=own-values", "abpc:step=100,fill=noise", "selectivity:side=50", "irof:segments=9",
    ];

    private static IEnumerable<string> Units => Catalogue.Entries.SelectMany(e =>
        e.Options.SelectMany(o => Others(o).Select(value => $"{e.Name}:{o.Name}={value}"))
            .Concat(e.Dialects.Keys.Select(d => $"{e.Name}@{d}")).Prepend(e.Name)).Concat(Combined);

    [TestCaseSource(nameof(Units))]
    public void A_metric_asks_for_what_it_declares(string unit)
    {
        var metric = Catalogue.Create(unit).Value;
        var (model, explanations, calls) = (new CountingClassifier(Scene.Model), 0, 0);
        var result = metric.Evaluate(Scene.Context(Scene.Ordinary(), model, () => explanations++, () => calls++));
        var declared = MetricWork.Of(metric, Scene.Size, Scene.Model.ClassCount, MetricScene.WeightLayers);

        Assert.That(declared, Is.Not.Null);
        var isBound = declared!.AtMost || !result.Scores.All(s => s.State.IsOk);
        Assert.That(model.Images, isBound ? Is.LessThanOrEqualTo(declared.Forwards) : Is.EqualTo(declared.Forwards), "forwards");
        Assert.That(
            explanations, isBound ? Is.LessThanOrEqualTo(declared.Explanations) : Is.EqualTo(declared.Explanations), "explanations");
        Assert.That(calls, isBound ? Is.LessThanOrEqualTo(declared.Calls) : Is.EqualTo(declared.Calls), "calls");
    }

    [Test]
    public void With_default_options_nearly_every_metric_declares_an_exact_number_and_has_its_numbers_here() => Assert.That(
        Catalogue.Entries.Select(e => Catalogue.Create(e.Name))
            .Where(m => MetricWork.Of(m.Value, Scene.Size, 4, 3) is not { AtMost: false }
                || !OverImages(m.Value, m.Value.Evaluate(Scene.Context(Scene.Ordinary()))).All(s => s.State.IsOk))
            .Select(m => m.Name),
        Is.EquivalentTo(new[] { "irof", "sensitivity-n", "localization-accuracy", "grid-pointing-game" }));

    [Test]
    public void A_metric_that_declares_nothing_has_no_known_work() =>
        Assert.That(MetricWork.Of(RunnerMetric.Sum(), Scene.Size, 4, 3), Is.Null);

    private static IReadOnlyList<ScoreValue> OverImages(IMetric metric, MetricResult result) =>
        metric is IPooledMetric pooled ? pooled.Pool([result, result]) : result.Scores;

    // Other values of an option; a number is changed a little, so that no case takes long.
    private static IEnumerable<string> Others(OptionInfo option)
    {
        if (option.Type.IsEnum)
            return Enum.GetNames(option.Type).Select(Kebab.From).Where(name => name != OptionInfo.Format(option.Default));
        if (option.Type == typeof(bool))
            return [option.Default is true ? "false" : "true"];
        if (option.Type == typeof(int))
        {
            var other = option.Default is 0 ? "300" : Text((int)option.Default! + 1);
            return option.TryParse(other, out _) ? [other] : [];
        }
        return option.Name is "thresholds" or "shares" ? ["0.1+0.5"] : [];
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
