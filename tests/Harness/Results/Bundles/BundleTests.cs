using System.IO.Compression;
using System.Text;
using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Bundles;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Results.Bundles;

public sealed class BundleTests
{
    private string _path = "";

    [SetUp]
    public void Open() => _path = Path.GetTempFileName();

    [TearDown]
    public void Close() => File.Delete(_path);

    private static readonly string[] Hostile =
        ["=cmd()", "@SUM(A1)", "+1", "-1+2", "'quoted", "a\tb\r\nc", "a,\"b\"", "<script>alert(1)</script>", "\u202Egnp", " x ", "-0.5"];

    private static RunResults Run()
    {
        var run = ReportSamples.Small();
        return run with
        {
            Scores =
            [
                .. run.Scores,
                .. Hostile.Select((name, i) => new ScoreRow(
                    new CellKey(name, name, name, name, name, i), "auc", i / 3.0 * (i % 2 == 0 ? 1e-17 : -1e17), CellState.Ok)),
                new ScoreRow(
                    new CellKey("toy", "net", "gradient", "deletion", "nan", 0), "auc", double.NaN, CellState.Undefined("not-finite")),
            ],
            Failures = [.. run.Failures, .. Hostile.Select(name => new FailureRow(name, "", "", "", "", null, name))],
        };
    }

    private Bundle Packed(RunResults run)
    {
        File.WriteAllBytes(_path, Bundle.Pack(run));
        return BundleReader.Read(_path);
    }

    [Test]
    public void What_is_read_back_is_what_was_packed_but_for_pictures_and_large_maps()
    {
        var run = Run();
        var back = Packed(run).Results;
        Assert.That(back.Scores, Is.EqualTo(run.Scores));
        Assert.That(back.Timings, Is.EqualTo(run.Timings));
        Assert.That(back.Failures, Is.EqualTo(run.Failures));
        Assert.That(back.Remarks, Is.EqualTo(run.Remarks));
        Assert.That(back.MetricCosts, Is.EqualTo(run.MetricCosts));
        Assert.That(
            back.Curves.Select(c => (c.Cell, c.Name, string.Join(' ', c.X), string.Join(' ', c.Y))),
            Is.EqualTo(run.Curves.Select(c => (c.Cell, c.Name, string.Join(' ', c.X), string.Join(' ', c.Y)))));
        Assert.That(
            back.Predictions.Select(p => (p.Image, p.Top1, p.Probability, p.Labels.Single())),
            Is.EqualTo(run.Predictions.Select(p => (p.Image, p.Top1, p.Probability, p.Labels.Single()))));
        Assert.That(back.Pictures, Is.Empty);
    }

    [Test]
    public void Of_maps_a_few_small_ones_of_methods_are_packed_and_none_that_draws_the_picture()
    {
        var run = ReportSamples.Small();
        var method = run.Info.Methods.First(m => !m.IsControl).Key;
        var control = run.Info.Methods.First(m => m.IsControl).Key;
        MapRow Map(string key, string image, int side) => new(
            "toy", "net", key, image, 0, side, side, [.. Enumerable.Range(0, side * side).Select(i => (byte)(i / side % 256))]);
        run = run with
        {
            Maps =
            [
                Map(method, "i0", 64), Map(control, "i0", 64), Map(method, "i1", 8), Map(method, "i2", 8),
                new MapRow("toy", "net", method, "i1", 1, 64, 64, null),
            ],
        };
        var back = Packed(run).Results;
        Assert.That(back.Maps.Select(m => (m.Method, m.Image, m.Height)), Is.EqualTo(new[] { (method, "i0", 32), (method, "i1", 8) }));
        // Every pixel is the mean of four: rows 2i and 2i + 1.
        Assert.That(back.Maps[0].Pixels, Is.EqualTo(Enumerable.Range(0, 32 * 32).Select(i => (byte)(2 * (i / 32)))));
        Assert.That(back.Maps[1].Pixels, Is.EqualTo(run.Maps[2].Pixels));
        Assert.That(Packed(run with { Maps = [run.Maps[4]] }).Results.Maps.Single().Pixels, Is.Null);
    }

    [Test]
    public void A_bundle_of_an_older_version_has_no_maps_and_a_map_of_another_size_than_it_says_is_refused()
    {
        Packed(ReportSamples.Small() with { Maps = [new MapRow("toy", "net", "gradient", "i0", 0, 2, 2, [1, 2, 3, 4])] });
        BundleEdits.Change(_path, "maps.csv", text => text.Replace(",2,2,", ",2,3,", StringComparison.Ordinal), fixHashes: true);
        Assert.That(
            () => BundleReader.Read(_path),
            Throws.TypeOf<InputException>().With.Message.Contain("maps.csv, row 1: the pixels are not 6 bytes in Base64"));
    }

    [Test]
    public void Two_packs_of_a_run_are_the_same_bytes() => Assert.That(Bundle.Pack(Run()), Is.EqualTo(Bundle.Pack(Run())));

    [Test]
    public void The_hashes_are_those_of_the_file_and_of_its_entries()
    {
        var bundle = Packed(Run());
        Assert.That(bundle.Sha256, Is.EqualTo(Sha256.OfFile(_path)));
        foreach (var entry in bundle.Manifest.Entries)
            Assert.That(Sha256.Of(Encoding.UTF8.GetBytes(BundleEdits.Text(_path, entry.Name))), Is.EqualTo(entry.Sha256), entry.Name);
        Assert.That(bundle.Manifest.InputPixels, Is.False);
    }

    [Test]
    public void The_provenance_says_how_well_networks_classify_and_how_much_was_computed()
    {
        var provenance = Provenance.Of(ReportSamples.Small());
        var network = provenance.Networks.Single();
        Assert.That(
            (network.Images, network.Labelled, network.Right, network.Accuracy, network.MeanTop1Probability, network.MeanLabelProbability),
            Is.EqualTo((4, 4, 3, (double?)0.75, (double?)0.75, (double?)0.59375)), "i3 is wrong");
        Assert.That(network.Sha256, Is.EqualTo("sha-of-net"));
        Assert.That(
            (provenance.Cells.Done, provenance.Cells.Numbers, provenance.Cells.Ok, provenance.Cells.Failed),
            Is.EqualTo((38, 42, 30, 1)));
        Assert.That(Encoding.UTF8.GetString(Packed(ReportSamples.Small()).Provenance), Does.Contain("8-bit").And.Contain("\"seed\": 7"));
    }

    [Test]
    public void What_networks_recognize_is_the_same_in_run_json_and_provenance_and_an_image_without_a_label_is_not_wrong()
    {
        var run = ReportSamples.Small();
        run = run with
        {
            Predictions = [.. run.Predictions.Select((p, i) => i == 3 ? p with { Labels = [], LabelProbability = null } : p)],
        };
        var bundle = Packed(run);
        var stated = bundle.Results.Info.Recognition!.Single();
        Assert.That(stated, Is.EqualTo(new Recognition("toy", "net", 4, 3, 3, 1, 0.75, 0.75)));
        Assert.That(bundle.Results.Predictions.Select(p => p.LabelProbability), Is.EqualTo(new double?[] { 0.75, 0.75, 0.75, null }));
        Assert.That(
            Encoding.UTF8.GetString(bundle.Provenance),
            Does.Contain("\"labelled\": 3").And.Contain("\"right\": 3").And.Contain("\"accuracy\": 1"));
        Assert.That(Provenance.Of(bundle.Results).Write(), Is.EqualTo(bundle.Provenance));
    }

    [Test]
    public void A_network_without_probabilities_is_packed_and_has_none()
    {
        var run = ReportSamples.Small();
        run = run with { Predictions = [.. run.Predictions.Select(p => p with { Probability = double.NaN, LabelProbability = null })] };
        var network = Provenance.Of(Packed(run).Results).Networks.Single();
        Assert.That(
            (network.Accuracy, network.MeanTop1Probability, network.MeanLabelProbability),
            Is.EqualTo(((double?)0.75, (double?)null, (double?)null)));
    }

    [Test]
    public void Where_files_lay_on_the_machine_is_not_published()
    {
        var run = ReportSamples.Small();
        var secret = run with
        {
            Info = run.Info with
            {
                Datasets = [run.Info.Datasets[0] with { Path = "/home/alice/toy/dataset.json" }],
                Models = [run.Info.Models[0] with { Path = @"C:\Users\alice\net.onnx" }],
                Reference = new ReferenceInfo("/home/alice/others", "ab"),
            },
        };
        var info = Packed(secret).Results.Info;
        Assert.That((info.Datasets[0].Path, info.Models[0].Path, info.Reference!.Source), Is.EqualTo(("toy", "net", "others")));
        Assert.That(Encoding.UTF8.GetString(File.ReadAllBytes(_path)), Does.Not.Contain("alice"));
    }

    [Test]
    public void A_changed_number_a_missing_entry_and_a_foreign_one_are_found()
    {
        Packed(Run());
        BundleEdits.Change(_path, "scores.csv", text => text.Replace("0.3", "0.2", StringComparison.Ordinal));
        using (var archive = ZipFile.Open(_path, ZipArchiveMode.Update))
        {
            archive.GetEntry("timings.csv")!.Delete();
            archive.CreateEntry("../../evil.sh");
        }
        var damage = Assert.Throws<DamagedBundleException>(() => BundleReader.Read(_path))!;
        Assert.That(damage.Errors, Has.Count.EqualTo(3));
        Assert.That(damage.Message, Does.Contain("SHA-256 of scores.csv").And.Contain("timings.csv is not once").And.Contain("evil.sh"));
    }

    [Test]
    public void A_number_that_is_there_twice_is_found()
    {
        Packed(ReportSamples.Small());
        BundleEdits.Change(_path, "scores.csv", text => text + text.Split("\r\n")[1] + "\r\n", fixHashes: true);
        Assert.That(() => BundleReader.Read(_path), Throws.TypeOf<InputException>().With.Message.Contain("2 rows of one number"));
    }

    [TestCase("value", "x", "row 1: 'x' cannot be the value")]
    [TestCase("target", "9999999999", "row 1: '9999999999' cannot be the target")]
    public void A_field_that_is_no_number_is_named(string column, string text, string message)
    {
        Packed(ReportSamples.Small());
        var place = column == "target" ? 6 : 7;
        BundleEdits.Change(_path, "scores.csv", all =>
        {
            var lines = all.Split("\r\n");
            var fields = lines[1].Split(',');
            fields[place] = text;
            lines[1] = string.Join(',', fields);
            return string.Join("\r\n", lines);
        }, fixHashes: true);
        Assert.That(() => BundleReader.Read(_path), Throws.TypeOf<InputException>().With.Message.Contain(message));
    }

    [Test]
    public void What_is_no_bundle_is_refused()
    {
        File.WriteAllText(_path, "no zip");
        Assert.That(() => BundleReader.Read(_path), Throws.TypeOf<InputException>().With.Message.Contain("not a bundle, or it was"));
        var content = Bundle.Pack(Run());
        File.WriteAllBytes(_path, content[..(content.Length / 2)]);
        Assert.That(() => BundleReader.Read(_path), Throws.TypeOf<InputException>().With.Message.Contain("cut short"));
        Assert.That(() => BundleReader.Read(_path + "-none"), Throws.TypeOf<InputException>().With.Message.Contain("cannot be read"));
        File.Delete(_path);
        using (var archive = ZipFile.Open(_path, ZipArchiveMode.Create))
            archive.CreateEntry("a.txt");
        Assert.That(() => BundleReader.Read(_path), Throws.TypeOf<InputException>().With.Message.Contain("no bundle"));
    }

    [Test]
    public void A_byte_that_flipped_anywhere_is_found_or_changes_nothing()
    {
        var content = Bundle.Pack(ReportSamples.Small());
        File.WriteAllBytes(_path, content);
        var whole = BundleReader.Read(_path);
        for (var i = 0; i < content.Length; i += 7)
        {
            var flipped = (byte[])content.Clone();
            flipped[i] ^= 0x10;
            File.WriteAllBytes(_path, flipped);
            try
            {
                var read = BundleReader.Read(_path);
                Assert.That(read.Results.Scores, Is.EqualTo(whole.Results.Scores), $"byte {i}");
                Assert.That(read.Sha256, Is.Not.EqualTo(whole.Sha256));
            }
            catch (InputException error)
            {
                Assert.That(error.Message, Does.Contain(_path));
            }
        }
    }
}
