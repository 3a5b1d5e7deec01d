using VisEval.Core;
using System.Text.RegularExpressions;
using VisEval.Harness.Reports.Learned;
using VisEval.Harness.Results;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Reports.Learned;

public sealed class UnitsSectionTests
{
    private static RunResults Run => LearnedSamples.With(ReportSamples.Empty([], [], "one", "two"));

    private static string Render(RunResults run, int budget = UnitsSection.Budget) =>
        UnitsSection.Render(run, budget, UnitSources.BuiltIn).Source;

    [Test]
    public void Is_as_stored() => Expected.Matches(
        Pictures.Left(Render(Run)), "Harness", "Reports", "Expectations", "units.html");

    [Test]
    public void Natural_pictures_come_first_and_controls_last() =>
        Assert.That(
            UnitColumn.Of(Run.Visualizations[0].Pictures).Select(c => (c.Visualizer, c.IsNatural, c.IsControl)),
            Is.EqualTo(new[]
            {
                ("patches", true, false), ("ascent", false, false), ("noise", false, true), ("best-natural", false, true),
            }));

    [Test]
    public void A_picture_that_is_missing_says_why()
    {
        Assert.That(Regex.Count(Render(Run), "<i class=\"tile none\">no picture</i>"), Is.EqualTo(2), "conv:3 in each network");
        var failed = Run with { Failures = [new FailureRow("toy", "two", "best-natural", "", "conv:3", null, "No such image.")] };
        Assert.That(Regex.Count(Render(failed), "<i class=\"tile none\">failed</i>"), Is.EqualTo(1));
    }

    [Test]
    public void A_damaged_picture_is_said_and_no_error()
    {
        var run = Run;
        var shown = run.Visualizations[0];
        run = run with
        {
            Visualizations = [shown with { Pictures = [shown.Pictures[0] with { Png = [1, 2, 3] }, .. shown.Pictures.Skip(1)] }],
        };
        Assert.That(Regex.Count(Render(run), "the stored picture is damaged"), Is.EqualTo(1));
    }

    [Test]
    public void Beyond_the_budget_pictures_are_smaller_and_then_rows_are_left_out_and_said()
    {
        var shown = Run.Visualizations[0];
        var heavy = Run with
        {
            Visualizations =
            [
                shown with
                {
                    Pictures =
                    [
                        .. Enumerable.Range(0, 12).Select(i => shown.Pictures[0] with
                        {
                            Unit = $"conv:{i}", Class = null, Png = LearnedSamples.Noise(128, i),
                        }),
                    ],
                },
            ],
        };
        var (whole, half, cut) = (Render(heavy), Render(heavy, 150_000), Render(heavy, 30_000));
        Assert.That((Rows(whole), Rows(half)), Is.EqualTo((12, 12)));
        Assert.That(half.Length, Is.LessThan(150_000 + 20_000).And.LessThan(whole.Length / 1.5));
        Assert.That(Rows(cut), Is.InRange(1, 11));
        Assert.That(cut, Does.Contain($"The first {Rows(cut)} of 12 units").And.Not.Contain("conv:11<"));
        Assert.That(cut.Length, Is.LessThan(30_000 + 20_000), "the frame comes on top");

        static int Rows(string html) => Regex.Count(html, "<button type=\"button\" class=\"cell\"");
    }

    [Test]
    public void Controls_are_named_that_a_visualizer_is_better_or_worse_than()
    {
        var html = Render(Run);
        Assert.That(html, Does.Contain("<small>better than noise</small>").And.Contain("<small>chance 0.500</small>"));
        Assert.That(html, Does.Contain("<small>1× undefined: constant-response</small>"));
        Assert.That(html, Does.Contain("<li>mis: there is no second network.</li>"));
    }

    [Test]
    public void A_run_without_pictures_has_no_such_section() =>
        Assert.That(Render(ReportSamples.Small()), Is.Empty);
}
