using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Page;
using VisEval.Metrics;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Reports.Page;

public sealed class ImageDifficultyTests
{
    private static IReadOnlyList<ImageDifficulty> Of(params (string Method, double?[] Values)[] rows)
    {
        var run = Empty(
                [.. rows.Select(r => Method(r.Method)), Control("random")], [Deletion with { Construct = Construct.Removal }], "net")
            .With("random", Deletion, [0.5, 0.5]);
        foreach (var (method, values) in rows)
            run = run.With(method, Deletion, values);
        return ImageDifficulty.Of(run, Leaderboard.From(run).Tables.Single());
    }

    [Test]
    public void Counts_the_methods_that_are_no_better_than_the_best_control()
    {
        var images = Of(("a", [0.1, 0.6]), ("b", [0.2, 0.5]), ("c", [0.3, 0.4]));
        Assert.That(images.Select(i => i.Beaten), Is.EqualTo(new[] { 0, 2 / 3.0 }).Within(1e-12));
        Assert.That(images.Select(i => (i.Best, i.Worst)), Is.EqualTo(new[] { ("a", "c"), ("c", "a") }));
    }

    [Test]
    public void The_spread_is_the_deviation_over_methods_beside_its_mean_over_images()
    {
        // Deviations 0.1·√(2/3) and 0.3·√(2/3).
        var images = Of(("a", [0.1, 0.0]), ("b", [0.2, 0.3]), ("c", [0.3, 0.6]));
        Assert.That(images.Select(i => i.Spread), Is.EqualTo(new[] { 0.5, 1.5 }).Within(1e-12));
    }

    [Test]
    public void Two_methods_say_nothing() => Assert.That(Of(("a", [0.1, 0.6]), ("b", [0.2, 0.5])), Is.Empty);

    [Test]
    public void A_missing_number_is_left_out() =>
        Assert.That(Of(("a", [0.1, null]), ("b", [0.2, 0.5]), ("c", [0.3, 0.4])).Select(i => i.Image), Is.EqualTo(new[] { "i0" }));
}
