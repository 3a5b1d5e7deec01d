namespace VisEval.Tests.Cli;

/// <summary>The same pictures in another order of dataset.json give the same numbers.</summary>
[Category("Engine")]
public sealed class OrderOfImagesTests
{
    private TinyColours _data = null!;

    [SetUp]
    public void Write()
    {
        _data = new TinyColours();
        _data.List("other", TinyColours.Shuffled());
    }

    [TearDown]
    public void Delete() => _data.Dispose();

    [Test]
    public void Analyses_of_layers_do_not_depend_on_the_order()
    {
        foreach (var name in new[] { "d", "other" })
        {
            var run = _data.Run(
                "represent", "--model", "a.onnx", "--dataset", $"{name}.json", "--layer", "final", "input", "--out", name, "--analysis",
                "similarity", "class-selectivity", "network-dissection", "tcav:runs=4,random-concepts=5",
                "fast-cav:runs=4,random-concepts=5");
            Assert.That(run.Status, Is.Zero, run.Error);
        }
        var files = Directory.GetFiles(_data.Folder["d"], "*.csv").Select(f => Path.GetFileName(f)).Where(f => f != "columns.csv").ToList();
        Assert.That(files, Has.Count.EqualTo(9));
        Assert.Multiple(() =>
        {
            foreach (var file in files)
                Near(File.ReadAllLines(_data.Folder[$"other/{file}"]), File.ReadAllLines(_data.Folder[$"d/{file}"]), file);
        });
    }

    [Test]
    public void Distances_of_sets_do_not_depend_on_the_order_and_have_an_interval()
    {
        _data.Network("b", first: 0.2f, bias: 0.3f);
        foreach (var name in new[] { "d", "other" })
        {
            var run = _data.Run(
                "visualize", "--model", "a.onnx", "--dataset", $"{name}.json", "--unit", "class:0", "class:1", "class:2", "--method",
                "class-model:steps=3", "--metric", "frechet-distance", "kid", "path-similarity", "--other-model", "b.onnx", "--out", name);
            Assert.That(run.Status, Is.Zero, run.Error);
        }
        var lines = File.ReadAllLines(_data.Folder["d/summary.csv"]);
        Near(File.ReadAllLines(_data.Folder["other/summary.csv"]), lines, "summary.csv");
        // All pictures are the mean one; the natural ones that they are compared with are still drawn.
        foreach (var metric in new[] { "frechet-distance", "kid" })
        {
            var fields = lines.Single(l => l.Contains($",mean-image,true,{metric},")).Split(',');
            Assert.That(double.Parse(fields[9]), Is.GreaterThan(double.Parse(fields[8])), metric);
            Assert.That(fields[10], Is.EqualTo("3"));
        }
    }

    [Test]
    public void A_distance_of_two_units_has_a_value_their_number_and_no_interval()
    {
        var run = _data.Run(
            "visualize", "--model", "a.onnx", "--dataset", "d.json", "--unit", "class:0", "class:1", "--method", "class-model:steps=3",
            "--metric", "kid:network=own", "--out", "out");
        Assert.That(run.Status, Is.Zero, run.Error);
        var row = File.ReadAllLines(_data.Folder["out/summary.csv"]).Single(l => l.Contains(",mean-image,true,kid")).Split(',');
        Assert.That(row[7], Is.Not.Empty);
        Assert.That((row[8], row[9], row[10]), Is.EqualTo(("", "", "2")));
        Assert.That(row[^1], Does.Contain("undefined:too-few-units"));
    }

    // Sums over images differ in their last digits.
    private static void Near(string[] found, string[] expected, string file)
    {
        Assert.That(found, Has.Length.EqualTo(expected.Length), file);
        foreach (var (a, b) in found.Zip(expected))
            foreach (var (x, y) in a.Split(',').Zip(b.Split(',')))
                if (double.TryParse(x, out var p) && double.TryParse(y, out var q))
                    Assert.That(p, Is.EqualTo(q).Within(1e-9 + 1e-9 * Math.Abs(q)), $"{file}: {a}");
                else
                    Assert.That(x, Is.EqualTo(y), $"{file}: {a}");
    }
}
