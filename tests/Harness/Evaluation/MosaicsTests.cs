using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Results.Storage;
using VisEval.Metrics;
using VisEval.Metrics.Localization;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Evaluation;

public class MosaicsTests
{
    private const int Classes = 6;

    // The images are constant, of their number divided by ten; class = number mod 6. Logits: 50 for the class, 0.5 for images 30 to 39.
    private static readonly ImageSize Size = new(1, 5, 6);
    private int _predicted;

    [SetUp]
    public void Begin() => _predicted = 0;

    [Test]
    public void A_mosaic_holds_the_image_in_its_cell_and_images_of_other_classes_each_another_one()
    {
        var job = Job(Enumerable.Range(0, 24));
        var mosaics = Of(job);
        var corners = new HashSet<int>();
        foreach (var number in Enumerable.Range(0, 24))
        {
            var mosaic = mosaics.Of(Load(job, number), number % Classes, 2, 0.99);
            // Rows 0–1 and 2–4, columns 0–2 and 3–5: cells cover the input, and differ by a row.
            var cells = new[] { (0, 0), (0, 3), (2, 0), (2, 3) }.Select(c => mosaic.Image.Values[c.Item1 * 6 + c.Item2] * 10).ToList();
            for (var i = 0; i < 30; i++)
                Assert.That(mosaic.Image.Values[i] * 10, Is.EqualTo(cells[(i / 6 < 2 ? 0 : 2) + (i % 6 < 3 ? 0 : 1)]).Within(1e-5));
            var own = cells.FindIndex(c => Math.Abs(c - number) < 1e-4);
            corners.Add(own);
            Assert.That(
                mosaic.Cell.Pixels, Is.EqualTo(Enumerable.Range(0, 30).Select(i => (i / 6 < 2 ? 0 : 2) + (i % 6 < 3 ? 0 : 1) == own)));
            Assert.That(cells.Select(c => (int)Math.Round(c) % Classes), Is.Unique);
            Assert.That(mosaic.Target, Is.EqualTo(number % Classes));
        }
        Assert.That(corners, Is.EquivalentTo(new[] { 0, 1, 2, 3 }), "every cell is drawn for some image");
        Assert.That(_predicted, Is.EqualTo(24), "each image once for all mosaics");
    }

    [Test]
    public void Mosaics_are_of_the_seed_and_the_image_and_of_nothing_that_was_asked_before()
    {
        var job = Job(Enumerable.Range(0, 24));
        float[] Ask(Mosaics mosaics, int number) => mosaics.Of(Load(job, number), number % Classes, 2, 0.99).Image.Values;
        var (first, second) = (Of(job), Of(job));
        Ask(second, 7);
        Assert.That(Ask(second, 3), Is.EqualTo(Ask(first, 3)));
        Assert.That(Enumerable.Range(0, 24).All(n => Ask(Of(job, seed: 2), n).SequenceEqual(Ask(first, n))), Is.False);
    }

    [Test]
    public void Several_threads_get_the_same_mosaic_and_predict_once()
    {
        var job = Job(Enumerable.Range(0, 24));
        var mosaics = Of(job);
        var images = Enumerable.Range(0, 24).Select(n => Load(job, n)).ToList();
        var made = new Mosaic[240];
        var many = new ParallelOptions { MaxDegreeOfParallelism = 8 };
        Parallel.For(0, made.Length, many, i => made[i] = mosaics.Of(images[i % 24], i % 24 % Classes, 2, 0.99));
        Assert.That(_predicted, Is.EqualTo(24));
        for (var i = 24; i < made.Length; i++)
            Assert.That(made[i], Is.SameAs(made[i % 24]));
    }

    [Test]
    public void Where_the_network_takes_larger_images_a_mosaic_keeps_their_size()
    {
        var job = Job(Enumerable.Range(0, 24));
        var mosaic = new Mosaics(job, Seed.Of(1), CancellationToken.None, _ => true).Of(Load(job, 3), 3, 2, 0.99);
        Assert.That(mosaic.Image.Shape.ToArray(), Is.EqualTo(new[] { 1, 1, 10, 12 }));
        Assert.That(mosaic.Model, Is.EqualTo(new ModelVariant.Enlarged(2)));
        var (top, left) = (mosaic.Place / 2 * 5, mosaic.Place % 2 * 6);
        for (var i = 0; i < 120; i++)
            Assert.That(
                mosaic.Cell.Pixels[i], Is.EqualTo(i / 12 >= top && i / 12 < top + 5 && i % 12 >= left && i % 12 < left + 6));
        Assert.That(
            Enumerable.Range(0, 120).Where(i => mosaic.Cell.Pixels[i]).Select(i => mosaic.Image.Values[i]),
            Has.All.EqualTo(0.3f).Within(1e-6));
        Assert.That(mosaic.Image.Values.Distinct().Count(), Is.EqualTo(4));
    }

    // Two labels; a class that is not the label; unsure; named wrongly; a grid that needs more classes than there are;
    // more cells than pixels.
    [TestCase(40, 2, 4, "several-labels")]
    [TestCase(3, 2, 4, "not-the-label")]
    [TestCase(31, 2, 1, "not-confident")]
    [TestCase(50, 2, 3, "not-confident")]
    [TestCase(3, 3, 3, "too-few-confident-images")]
    [TestCase(3, 6, 3, "too-few-pixels")]
    public void What_is_not_to_be_had_says_why(int number, int grid, int target, string why)
    {
        var job = Job([.. Enumerable.Range(0, 24), 31, 40, 50]);
        var error = Assert.Throws<NotApplicableException>(() => Of(job).Of(Load(job, number), target, grid, 0.99));
        Assert.That(error!.Why, Is.EqualTo(why));
    }

    [Test]
    public void Unsure_images_are_partners_only_where_that_is_allowed()
    {
        // Of classes 1 to 5 only one has a sure image.
        var job = Job([0, 1, 32, 33, 34, 35]);
        Assert.That(
            Assert.Throws<NotApplicableException>(() => Of(job).Of(Load(job, 0), 0, 2, 0.99))!.Why, Is.EqualTo("too-few-confident-images"));
        Assert.That(Of(job).Of(Load(job, 0), 0, 2, 0.2).Target, Is.Zero);
    }

    [Test]
    public void An_image_that_cannot_be_read_is_no_partner()
    {
        var job = Job([0, 1, 2, 3, 4], broken: 4);
        var mosaics = Of(job);
        var drawn = mosaics.Of(Load(job, 0), 0, 2, 0.99).Image.Values.Select(v => (int)Math.Round(v * 10)).Distinct();
        Assert.That(drawn, Is.EquivalentTo(new[] { 0, 1, 2, 3 }));
    }

    [Test]
    public void A_run_scores_the_game_on_its_own_mosaics()
    {
        // The method marks where the mosaic has the value of the explained image, so that every number is 1 where there is one.
        using var run = new RunnerDirectory();
        var find = new RunnerMethod((_, image, _, target) => new Tensor(
            [.. image.Values.Select((v, i) => (int)Math.Round(v * 10) % Classes == target ? 1 + i : 0f)], 1, 5, 6));
        var plan = RunnerPlan.Of(1, [("find", find)], [("grid", new GridPointingGame(Recognised: 0))], threads: 3);
        var job = Job([.. Enumerable.Range(0, 24), 31, 40]);
        job = plan.Jobs[0] with { Model = job.Model, Images = job.Images };
        plan = plan with { Jobs = [job], Info = plan.Info with { Datasets = [plan.Info.Datasets[0] with { Images = 26 }] } };
        using (var store = ResultStore.Open(run.Path, plan.Info))
            Runner.Run(plan, store, new Progress<RunProgress>(), CancellationToken.None);
        var scores = run.Load().Scores.Where(s => s.Score == "cell-share").ToList();
        Assert.That(scores.Where(s => s.State.IsOk).Select(s => s.Value), Has.Exactly(24).Items.And.All.EqualTo(1));
        Assert.That(
            scores.Where(s => !s.State.IsOk).Select(s => s.State.Text).Order(),
            Is.EqualTo(new[] { "undefined:not-confident", "undefined:several-labels" }));
    }

    private static Mosaics Of(Job job, long seed = 1) => new(job, Seed.Of(seed), CancellationToken.None);

    private Job Job(IEnumerable<int> numbers, int broken = -1)
    {
        var manifest = new DatasetManifest(
            "toys", "made up", "CC0-1.0", [.. Enumerable.Range(0, Classes).Select(c => $"{c}")], TargetChoice.Top1,
            new Preprocessing("gray", 1, [0], [1]),
            [.. numbers.Select(n => new DatasetImage($"i{n}", $"{n}", n == 40 ? [4, 5] : n == 50 ? [3] : [n % Classes], []))]);
        var model = new TailModel(Size, Classes, "input", image =>
        {
            Interlocked.Increment(ref _predicted);
            var number = (int)Math.Round(image[0] * 10);
            return [.. Enumerable.Range(0, Classes).Select(c => c != number % Classes ? 0 : number is >= 30 and < 40 ? 0.5 : 50)];
        });
        return RunnerPlan.Of(1, [], []).Jobs[0] with { Model = model, Images = new Pictures(manifest, broken) };
    }

    private static PreparedImage Load(Job job, int number) => job.Images.Load(job.Images.Images.Single(i => i.Id == $"i{number}"));

    private sealed class Pictures(DatasetManifest manifest, int broken) : IImageSource
    {
        public string Name => manifest.Name;

        public IReadOnlyList<DatasetImage> Images => manifest.Images;

        public Preprocessing Preprocessing => manifest.Preprocessing!;

        public PreparedImage Load(DatasetImage image) => image.Id == $"i{broken}"
            ? throw new InputException("It is broken.")
            : new PreparedImage(
                image, new Tensor([.. Enumerable.Repeat(int.Parse(image.File) / 10f, Size.Length)], 1, 1, Size.Height, Size.Width),
                ImageGeometry.Identity(Size.Height, Size.Width), image.File);

        public GroundTruth? Truth(PreparedImage image, int target, int explained) => null;

        public byte[] Picture(PreparedImage image) => [1];

        public IReadOnlyList<int> Targets(DatasetImage image, int top1) => [top1];
    }
}
