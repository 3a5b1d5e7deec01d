using System.Text.RegularExpressions;
using VisEval.Core;
using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Page;
using VisEval.Harness.Results;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Reports.Page;

public sealed class GallerySectionTests
{
    private static RunResults Run(int images, params string[] models)
    {
        var run = Empty([Method("a"), Method("b")], [Deletion], models);
        var noise = Seed.Of(1).Random();
        byte[] Noise() => [.. Enumerable.Range(0, 32 * 32).Select(_ => (byte)noise.NextInt(256))];
        foreach (var model in models)
            run = run.With("a", Deletion, [0.5], model).With("b", Deletion, [0.6], model) with
            {
                Pictures =
                    [.. run.Pictures, .. Enumerable.Range(0, images).Select(i => new PictureRow("toy", model, $"i{i}", Picture(32, 32)))],
                Maps =
                [
                    .. run.Maps,
                    .. from i in Enumerable.Range(0, images)
                       from method in new[] { "a", "b" }
                       select new MapRow("toy", model, method, $"i{i}", 0, 32, 32, Noise()),
                ],
            };
        return run;
    }

    private static string Render(RunResults run, int budget) => GallerySection.Render(run, Leaderboard.From(run), budget).Source;

    private static int Rows(string html) => Regex.Count(html, "<article class=\"shot\"");

    [Test]
    public void Within_the_budget_everything_is_shown_and_nothing_is_said()
    {
        var html = Render(Run(6, "one", "two"), GallerySection.Budget);
        Assert.That(Rows(html), Is.EqualTo(12));
        Assert.That(html, Does.Not.Contain("too heavy"));
    }

    [Test]
    public void Beyond_it_every_network_keeps_its_first_images_and_the_page_says_how_many()
    {
        const int Budget = 40_000;
        var html = Render(Run(6, "one", "two"), Budget);
        Assert.That(html.Length, Is.LessThan(Budget + 9_000), "the pictures keep to the budget, the frame comes on top");
        Assert.That(Rows(html), Is.InRange(4, 10));
        Assert.That(
            Regex.Matches(html, @"The first (\d) of 6 explained images").Sum(m => int.Parse(m.Groups[1].Value)), Is.EqualTo(Rows(html)));
        Assert.That(html, Does.Contain(".g0p0{").And.Contain(".g1p0{").And.Not.Contain(".g0p5{"), "a picture without a row is not stored");
        Assert.That(Render(Run(6, "one", "two"), Budget), Is.EqualTo(html));
    }

    [Test]
    public void One_image_a_network_is_always_shown() => Assert.That(Rows(Render(Run(3, "one", "two"), 1)), Is.EqualTo(2));
}
