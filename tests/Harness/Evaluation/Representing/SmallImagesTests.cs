using SkiaSharp;
using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Evaluation.Representing;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;
using VisEval.Harness.Results.Visualizations;
using VisEval.Methods.Representation.Contracts;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Evaluation.Representing;

public sealed class SmallImagesTests
{
    [Test]
    public void The_images_behind_points_come_back_and_one_that_cannot_be_read_is_a_failure()
    {
        using var run = new RunnerDirectory();
        var info = RunnerPlan.Info() with
        {
            Representation = new RepresentationInfo([new AnalysisInfo("embedding", "embedding", "")], [], []),
        };
        var study = new Study([], [.. Enumerable.Range(0, 4).Select(i => new StudiedImage($"i{i}", [0]))], ["c"], [], Seed.Of(0));
        var job = new AnalysisJob("toys", study, [])
        {
            Small = i => i == 2 ? throw new InputException("i2.png: is damaged.") : [(byte)i, 7],
        };
        // Of image 3 there is no point.
        var points = new FindingPicture.Points("p", "map", [(0, 0), (1, 1), (2, 2)], [0, 0, 0], ["c"]) { Images = ["i2", "i0", "i1"] };
        using (var store = ResultStore.Open(run.Path, info))
        {
            store.Save(w => VisualizationTables.Write(
                w, new AnalysisFindings("toys", ["linear"], "embedding", "embedding", new Findings([], [points]))));
            store.Save(SmallImages.Of(job, new Findings([], [points])));
        }
        var results = run.Load();
        Assert.That(results.SmallImages.Select(i => (i.Dataset, i.Image, i.File[0])), Is.EqualTo(new[]
        {
            ("toys", "i0", (byte)0), ("toys", "i1", (byte)1),
        }));
        Assert.That(results.Failures.Select(f => (f.Image, f.Error)), Is.EqualTo(new[] { ("i2", "i2.png: is damaged.") }));
    }

    [Test]
    public void Without_points_nothing_is_kept()
    {
        using var run = new RunnerDirectory();
        var job = new AnalysisJob("toys", new Study([], [new StudiedImage("i", [0])], ["c"], [], Seed.Of(0)), []) { Small = _ => [1] };
        using (var store = ResultStore.Open(run.Path, RunnerPlan.Info()))
            store.Save(SmallImages.Of(job, new Findings([], [])));
        Assert.That(run.Load().SmallImages, Is.Empty);
    }

    [TestCase(80, 40, 40, 20)]
    [TestCase(30, 90, 13, 40)]
    [TestCase(16, 8, 16, 8)]
    [TestCase(4000, 1, 40, 1)]
    public void A_small_picture_keeps_its_proportions_and_its_colours(int width, int height, int smallWidth, int smallHeight)
    {
        byte[] orange = [240, 130, 20];
        var picture = new Picture([.. Enumerable.Repeat(orange, width * height).SelectMany(c => c)], width, height, 3);
        using var small = SKBitmap.Decode(SmallPicture.ToWebP(picture, SmallImage.Side));
        Assert.That((small.Width, small.Height), Is.EqualTo((smallWidth, smallHeight)));
        var colour = small.GetPixel(small.Width / 2, small.Height / 2);
        Assert.That(new[] { (double)colour.Red, colour.Green, colour.Blue }, Is.EqualTo(orange.Select(c => (double)c)).Within(8));
    }
}
