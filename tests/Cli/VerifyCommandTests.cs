using VisEval.Harness.Results.Bundles;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Cli;

/// <summary>A run is packed, and what was packed is recomputed.</summary>
public sealed class VerifyCommandTests
{
    private TinyDataset _tiny = null!;
    private TemporaryFolder _folder = null!;
    private byte[] _bundle = [];

    [OneTimeSetUp]
    public void Pack()
    {
        _tiny = new TinyDataset();
        _folder = _tiny.Folder;
        var run = CliRun.Of(
            _folder.Path, "run", "--dataset", "tiny", "--method", "gradient", "--metric", "deletion:step=1", "--metric", "max-box-acc",
            "--metric", "max-sensitivity", "--metric", "runtime", "--out", "out", "--threads", "2");
        Assert.That(run.Status, Is.Zero, run.Error);
        var pack = CliRun.Of(_folder.Path, "pack", "out");
        Assert.That(pack.Status, Is.Zero, pack.Error);
        Assert.That(pack.Out, Does.Match(@"^[0-9a-f]{64}  .*out\.zip\s*$"));
        Assert.That(pack.Error, Does.Contain("No pictures are in it"));
        _bundle = File.ReadAllBytes(_folder["out.zip"]);
    }

    [SetUp]
    public void Restore() => File.WriteAllBytes(_folder["b.zip"], _bundle);

    [OneTimeTearDown]
    public void Delete() => _tiny.Dispose();

    [Test]
    public void A_second_pack_is_the_same_file()
    {
        Assert.That(CliRun.Of(_folder.Path, "pack", "out", "--out", "again/b.zip").Status, Is.Zero);
        Assert.That(File.ReadAllBytes(_folder["again/b.zip"]), Is.EqualTo(_bundle));
    }

    [Test]
    public void Every_number_of_the_bundle_is_reproduced()
    {
        var all = Verify("--cells", "all");
        Assert.That(all.Status, Is.Zero, all.Out + all.Error);
        Assert.That(all.Out, Does.Contain("Reproduced: 57 of 57 cells recomputed").And.Contain(" 0 differences"));
        var some = Verify("--cells", "5", "--seed", "3");
        Assert.That(some.Status, Is.Zero, some.Out + some.Error);
        Assert.That(some.Out, Does.Contain("Reproduced: 5 of 57 cells recomputed (seed 3)").And.Contain("Not recomputed: times"));
        Assert.That(Verify("--cells", "5", "--seed", "3").Out, Is.EqualTo(some.Out));
        Assert.That(Directory.Exists(_folder["results"]), Is.False, "nothing is written");
    }

    [Test]
    public void One_changed_number_is_found_by_its_hash()
    {
        BundleEdits.Change(_folder["b.zip"], "scores.csv", BundleEdits.Line("deletion", Changed));
        var run = Verify();
        Assert.That(run.Status, Is.EqualTo(1));
        Assert.That(run.Out, Does.Contain("damaged or was changed").And.Contain("SHA-256 of scores.csv").And.Contain("NOT reproduced"));
        Assert.That(run.Out, Does.Not.Contain("recomputed (seed"));
    }

    [Test]
    public void One_changed_number_under_right_hashes_is_found_by_computing_it()
    {
        BundleEdits.Change(
            _folder["b.zip"], "scores.csv", BundleEdits.Line("gradient,deletion:step=1,auc,image-1", Changed), fixHashes: true);
        var run = Verify("--cells", "all");
        Assert.That(run.Status, Is.EqualTo(1), run.Out);
        Assert.That(
            run.Out, Does.Match(@"tiny, linear, gradient, deletion:step=1, image image-1, target 1, auc: 0\.\d+ in the bundle, 0\.\d"));
        Assert.That(run.Out, Does.Contain("NOT reproduced: 57 of 57").And.Contain(" 1 difference."));
    }

    [TestCase("scores.csv", "gradient,deletion:step=1,auc,image-2", "the run has this cell, the bundle has not")]
    [TestCase("curves.csv", "gradient,deletion", "the curves in the bundle are others")]
    public void A_row_that_was_taken_out_is_found(string entry, string holding, string message)
    {
        BundleEdits.Change(_folder["b.zip"], entry, BundleEdits.Line(holding, _ => "(gone)"), fixHashes: true);
        var run = Verify("--cells", "all");
        Assert.That(run.Status, Is.EqualTo(1), run.Out);
        Assert.That(run.Out, Does.Contain(message));
    }

    [Test]
    public void A_cell_that_is_no_part_of_the_run_is_found()
    {
        BundleEdits.Change(
            _folder["b.zip"], "scores.csv", text => text + "tiny,linear,gradient,deletion:step=1,auc,image-9,1,0.01,ok\r\n",
            fixHashes: true);
        Assert.That(Verify().Out, Does.Contain("image image-9, target 1: the bundle has this cell, the run has not."));
    }

    [Test]
    public void A_better_accuracy_is_found()
    {
        BundleEdits.Change(
            _folder["b.zip"], "predictions.csv",
            BundleEdits.Line("image-1,1,", line => line.Contains("image-1,1,1,", StringComparison.Ordinal)
                ? line.Replace("image-1,1,1,", "image-1,1,0,", StringComparison.Ordinal)
                : line.Replace("image-1,1,0,", "image-1,1,1,", StringComparison.Ordinal)), fixHashes: true);
        var run = Verify("--cells", "all");
        Assert.That(run.Status, Is.EqualTo(1), run.Out);
        Assert.That(run.Out, Does.Contain("the bundle's prediction is another than").And.Contain("provenance.json is not what follows"));
    }

    [Test]
    public void Another_network_or_manifest_is_said_by_its_hash()
    {
        using var other = new TinyDataset();
        var manifest = File.ReadAllText(other.Folder["datasets/tiny/dataset.json"]);
        File.WriteAllText(other.Folder["datasets/tiny/dataset.json"], manifest.Replace("Gray", "Grey", StringComparison.Ordinal));
        Verify("--dataset", other.Folder["datasets/tiny"])
            .IsRefused("dataset 'tiny': the manifest is another file than the bundle's: SHA-256");
        var network = File.ReadAllBytes(_folder["datasets/tiny/models/linear/model.onnx"]);
        network[^1] ^= 1;
        Directory.CreateDirectory(_folder["elsewhere/linear"]);
        File.WriteAllBytes(_folder["elsewhere/linear/model.onnx"], network);
        var run = Verify("--model", "elsewhere/linear");
        Assert.That(run.Status, Is.EqualTo(2), run.Out);
        Assert.That(run.Error, Does.Contain("linear").And.Not.Contain("Unhandled"));
    }

    [Test]
    public void A_network_of_another_name_is_known_by_its_hash()
    {
        File.Copy(_folder["datasets/tiny/models/linear/model.onnx"], _folder["renamed.onnx"], overwrite: true);
        var run = Verify("--model", "renamed.onnx", "--cells", "4");
        Assert.That(run.Status, Is.Zero, run.Out + run.Error);
    }

    [Test]
    public void What_is_no_bundle_or_no_number_of_cells_is_refused()
    {
        CliRun.Of(_folder.Path, "verify", "out/run.json").IsRefused("not a bundle");
        CliRun.Of(_folder.Path, "verify", "b.zip", "--cells", "-3").IsRefused("--cells -3 is not allowed");
        CliRun.Of(_folder.Path, "pack", "nowhere").IsRefused("there are no results");
    }

    [Test]
    public void A_site_is_made_of_bundles_and_of_nothing_else()
    {
        var run = CliRun.Of(_folder.Path, "report", "b.zip", "--site", "site");
        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(run.Out.Trim(), Is.EqualTo(_folder["site/index.html"]));
        Assert.That(File.Exists(_folder["site/methods/gradient.html"]));
        BundleEdits.Change(_folder["b.zip"], "scores.csv", BundleEdits.Line("deletion", Changed));
        CliRun.Of(_folder.Path, "report", "b.zip", "out", "--site", "other").IsRefused("damaged or was changed", "viseval pack");
        Assert.That(Directory.Exists(_folder["other"]), Is.False);
    }

    [Test]
    public void The_bundle_holds_the_run_and_no_pictures()
    {
        var bundle = BundleReader.Read(_folder["b.zip"]);
        Assert.That(
            bundle.Manifest.Entries.Select(e => e.Name),
            Is.EqualTo(new[]
            {
                "run.json", "provenance.json", "scores.csv", "shuffled.csv", "curves.csv", "predictions.csv",
                "label-probabilities.csv", "timings.csv",
                "metric-costs.csv", "failures.csv", "remarks.csv", "maps.csv",
            }));
        Assert.That(bundle.Results.Info.Cells, Is.EqualTo(54));
        Assert.That(bundle.Results.Timings, Is.Not.Empty);
    }

    private CliRun Verify(params IReadOnlyList<string> args) => CliRun.Of(_folder.Path, ["verify", "b.zip", .. args]);

    private static string Changed(string line)
    {
        var fields = line.Split(',');
        fields[^2] = "0.123456";
        return string.Join(',', fields);
    }
}
