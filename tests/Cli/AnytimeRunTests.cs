using System.Text.Json;
using SkiaSharp;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Cli;

/// <summary><c>run --until</c> and <c>--time</c>, from the command line to the files.</summary>
public sealed class AnytimeRunTests
{
    private const int Images = 40;

    private TinyDataset _tiny = null!;
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Write()
    {
        _tiny = new TinyDataset();
        _folder = _tiny.Folder;
        // More pictures, each of its own gray levels.
        var images = Enumerable.Range(0, Images).Select(i =>
        {
            using var bitmap = new SKBitmap(TinyDataset.Side, TinyDataset.Side, SKColorType.Gray8, SKAlphaType.Opaque);
            bitmap.Erase(new SKColor((byte)(6 * i), (byte)(6 * i), (byte)(6 * i)));
            using var file = File.Create(_folder[$"datasets/tiny/m{i}.png"]);
            bitmap.Encode(file, SKEncodedImageFormat.Png, 100);
            return $$"""{ "id": "m{{i}}", "file": "m{{i}}.png", "labels": [1], "objects": [ { "class": 1, "box": [0, 0, 2, 4] } ] }""";
        });
        var text = File.ReadAllText(_folder["datasets/tiny/dataset.json"]);
        File.WriteAllText(
            _folder["datasets/tiny/dataset.json"], text[..text.IndexOf("\"images\"", StringComparison.Ordinal)]
                + $"\"images\": [ {string.Join(", ", images)} ] }}");
    }

    [TearDown]
    public void Delete() => _tiny.Dispose();

    [Test]
    public void Ends_early_says_what_was_saved_resumes_to_the_same_bytes_and_goes_on_to_the_end_when_asked()
    {
        var run = Run("--until", "top-stable:margin=0.3", "--out", "out");
        Assert.That(run.Status, Is.Zero, run.Error);
        var sample = Sample("out");
        Assert.That(
            (sample.GetProperty("ended").GetString(), sample.GetProperty("images").GetArrayLength()), Is.EqualTo(("stable", 20)));
        Assert.That(run.Error, Does.Match(
            @"tiny, 20 images: \d+ of \d+ pairs of \d+ methods are settled, first is \S+; the rule is satisfied\.\n"));
        Assert.That(run.Error, Does.Contain("That is for all images, the most this run takes"));
        const string said = "tiny: ended after 20 of 40 images (50 % saved), as more would not change the verdict.";
        Assert.That(run.Out, Does.Contain(said));
        Assert.That(File.ReadAllText(_folder["out/report.html"]), Does.Contain(said).And.Contain("20 of 40 images"));
        Assert.That(File.ReadAllText(_folder["out/leaderboard.md"]), Does.Contain(said));
        var scores = File.ReadAllBytes(_folder["out/scores.csv"]);

        Assert.That(Run("--until", "top-stable:margin=0.3", "--out", "out").Status, Is.Zero);
        Assert.That(File.ReadAllBytes(_folder["out/scores.csv"]), Is.EqualTo(scores));
        Assert.That(CliRun.Of(_folder.Path, "run", "out/run.json", "--out", "again").Status, Is.Zero);
        Assert.That(File.ReadAllBytes(_folder["again/scores.csv"]), Is.EqualTo(scores));

        Assert.That(Run("--out", "plain").Status, Is.Zero);
        var rest = CliRun.Of(_folder.Path, "run", "out/run.json", "--until", "end", "--out", "out");
        Assert.That(rest.Status, Is.Zero, rest.Error);
        Assert.That(File.ReadAllBytes(_folder["out/scores.csv"]), Is.EqualTo(File.ReadAllBytes(_folder["plain/scores.csv"])));
        Assert.That(rest.Out, Does.Not.Contain("ended after"));
    }

    [Test]
    public void The_bundle_of_a_run_that_ended_early_is_verified_and_its_images_are_those_drawn()
    {
        Assert.That(Run("--until", "top-stable:margin=0.3", "--out", "out").Status, Is.Zero);
        Assert.That(CliRun.Of(_folder.Path, "pack", "out", "--out", "b.zip").Status, Is.Zero);
        var all = CliRun.Of(_folder.Path, "verify", "b.zip", "--cells", "all");
        Assert.That(all.Status, Is.Zero, all.Out + all.Error);
        Assert.That(all.Out, Does.Contain(" 0 differences"));

        var first = Sample("out").GetProperty("images").EnumerateArray().Select(i => i.GetString()!).Take(2).ToList();
        BundleEdits.Change(
            _folder["b.zip"], "run.json",
            text => Swapped(text, $"\"{first[0]}\"", $"\"{first[1]}\""), fixHashes: true);
        var swapped = CliRun.Of(_folder.Path, "verify", "b.zip", "--cells", "1");
        Assert.That(swapped.Status, Is.EqualTo(1), swapped.Out);
        Assert.That(swapped.Out, Does.Contain("tiny: the 20 images that run.json names are not those drawn first by seed "));
    }

    [Test]
    public void Of_a_folder_with_more_images_only_those_drawn_are_reported()
    {
        Assert.That(Run("--until", "top-stable:margin=0.3", "--out", "fresh").Status, Is.Zero);
        Assert.That(Run("--out", "out").Status, Is.Zero);
        var run = Run("--until", "top-stable:margin=0.3", "--out", "out");
        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(File.ReadAllBytes(_folder["out/scores.csv"]), Is.EqualTo(File.ReadAllBytes(_folder["fresh/scores.csv"])));
        Assert.That(CliRun.Of(_folder.Path, "pack", "out", "--out", "b.zip").Status, Is.Zero);
        var verified = CliRun.Of(_folder.Path, "verify", "b.zip", "--cells", "all");
        Assert.That(verified.Status, Is.Zero, verified.Out + verified.Error);
    }

    [Test]
    public void Ends_when_the_time_is_up_with_a_random_sample()
    {
        var run = Run("--time", "0.001s", "--out", "out");
        Assert.That(run.Status, Is.Zero, run.Error);
        var sample = Sample("out");
        Assert.That(
            (sample.GetProperty("ended").GetString(), sample.GetProperty("looks").GetInt32(),
                sample.GetProperty("images").GetArrayLength()),
            Is.EqualTo(("time", 0, 16)));
        Assert.That(run.Out, Does.Contain("tiny: the time was up after 16 of 40 images (60 % saved)."));
    }

    [Test]
    public void Mistakes_are_told_before_anything_is_written()
    {
        Run("--until", "rank-stabel", "--time", "soon", "--out", "out").IsRefused(
            "Did you mean 'rank-stable'", "time 'soon' is not allowed");
        Assert.That(Directory.Exists(_folder["out"]), Is.False);
    }

    private CliRun Run(params string[] more) => CliRun.Of(
        _folder.Path,
        [
            "run", "--dataset", "tiny", "--method", "gradient", "--method", "input-x-gradient", "--metric", "pointing-game:tolerance=0",
            "--metric", "deletion:step=1", "--limit", "40", .. more,
        ]);

    private static string Swapped(string text, string a, string b) =>
        text.Replace(a, "\0", StringComparison.Ordinal).Replace(b, a, StringComparison.Ordinal).Replace("\0", b, StringComparison.Ordinal);

    private JsonElement Sample(string run) => JsonDocument.Parse(File.ReadAllText(_folder[$"{run}/run.json"])).RootElement
        .GetProperty("anytime").GetProperty("samples")[0];
}
