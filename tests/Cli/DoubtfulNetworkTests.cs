namespace VisEval.Tests.Cli;

/// <summary>Layers without variation, networks of no numbers, weights in the place of layers, copies of networks: nothing may look like a
/// result.</summary>
[Category("Engine")]
public sealed class DoubtfulNetworkTests
{
    private static readonly string[] Quick = ["tcav:runs=3,random-concepts=3", "fast-cav:runs=3,random-concepts=3"];

    private TinyColours _data = null!;

    [SetUp]
    public void Write() => _data = new TinyColours();

    [TearDown]
    public void Delete() => _data.Dispose();

    [Test]
    public void A_layer_that_is_the_same_for_all_images_has_states_and_stops_no_other_analysis()
    {
        _data.Network("dead", bias: -100);
        var run = _data.Run([
            "represent", "--model", "dead.onnx", "--dataset", "d.json", "--layer", "final", "--out", "out", "--analysis", "similarity",
            "class-selectivity", "embedding@pca", "network-dissection", .. Quick,
        ]);
        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(run.Error, Does.Contain("similarity.cka.png is not drawn: none of its values is a number"));
        Assert.That(File.Exists(_data.Folder["out/similarity.cka.png"]), Is.False);
        Assert.That(File.Exists(_data.Folder["out/represent.json"]));
        Assert.That(States("similarity.cka"), Is.All.EqualTo("undefined:constant-layer"));
        Assert.That(States("class-selectivity.channels"), Is.All.EqualTo("undefined:silent-channel"));
        Assert.That(States("embedding.quality"), Is.All.EqualTo("degenerate:constant-layer"));
        Assert.That(Rows("embedding.quality")[0], Does.Contain(",40,,,"));
        foreach (var analysis in new[] { "tcav", "fast-cav" })
        {
            Assert.That(States($"{analysis}.directions"), Is.All.AnyOf("undefined:no-direction", "undefined:too-few-images"));
            Assert.That(States($"{analysis}.directions"), Does.Contain("undefined:no-direction"));
            Assert.That(States($"{analysis}.scores"), Is.Not.Empty.And.All.AnyOf("undefined:no-direction", "undefined:zero-gradient"));
        }

        List<string> Rows(string table) => [.. File.ReadAllLines(_data.Folder[$"out/{table}.csv"]).Skip(1)];
        List<string> States(string table) => [.. Rows(table).Select(l => l[(l.LastIndexOf(',') + 1)..])];
    }

    [TestCase("similarity")]
    [TestCase("class-selectivity")]
    [TestCase("embedding@pca")]
    [TestCase("tcav")]
    [TestCase("network-dissection")]
    public void A_weight_is_no_layer(string analysis) => _data.Run(
        "represent", "--model", "a.onnx", "--dataset", "d.json", "--layer", "W", "--analysis", analysis, "--out", "out")
        .IsRefused("--layer W: model 'a': 'W' is no layer: it is a weight or a constant", "Words: input");

    [Test]
    public void A_weight_is_no_layer_of_a_method_or_a_unit_either()
    {
        _data.Run("explain", "--model", "a.onnx", "--dataset", "d.json", "--method", "grad-cam:layer=W", "--out", "out")
            .IsRefused("'W' is no layer");
        _data.Run("visualize", "--model", "a.onnx", "--unit", "W", "--method", "noise", "--out", "out").IsRefused("'W' is no unit");
        Assert.That(Directory.Exists(_data.Folder["out"]), Is.False);
    }

    [Test]
    public void Pictures_of_a_class_without_a_finite_score_say_so()
    {
        _data.Network("nan", first: float.NaN);
        var run = _data.Run(
            "visualize", "--model", "nan.onnx", "--dataset", "d.json", "--limit", "12", "--unit", "class:0", "--method",
            "activation-maximization:steps=4", "class-model:steps=4", "deep-dream:steps=2", "top-images", "--metric", "activation",
            "--out", "out");
        Assert.That(run.Status, Is.EqualTo(1), run.Error);
        Assert.That(run.Error, Does.Not.Contain("response NaN").And.Not.Contain("Infinity"));
        foreach (var failed in new[] { "top-images", "best-natural", "scrambled-natural" })
            Assert.That(run.Error, Does.Contain($"{failed}, class:0, failed: The unit's response to none of the 12 natural pictures"));
        var rows = File.ReadAllLines(_data.Folder["out/pictures.csv"]).Skip(1).ToList();
        Assert.That(rows, Has.Count.EqualTo(5));
        Assert.That(rows, Has.All.Contains("not finite"));
        var written = rows.Concat(File.ReadAllLines(_data.Folder["out/scores.csv"])).ToList();
        Assert.That(written, Has.None.Contains("NaN,").And.None.Contains("Infinity"));
        // It stops at the first step, and counts no other.
        Assert.That(rows.Single(r => r.Contains(",activation-maximization")), Does.Contain(",2,1,,"));
    }

    [Test]
    public void The_response_in_a_file_is_that_to_the_picture_in_the_file()
    {
        Assert.That(
            _data.Run(
                "visualize", "--model", "a.onnx", "--dataset", "d.json", "--unit", "class:2", "--method", "class-model:steps=10",
                "--metric", "activation", "--out", "out").Status,
            Is.Zero);
        var pictures = File.ReadAllLines(_data.Folder["out/pictures.csv"]).Skip(1).Select(l => l.Split(',')).ToList();
        var natural = File.ReadAllLines(_data.Folder["out/scores.csv"]).Where(l => l.Contains(",relative,")).ToList();
        double Response(string visualizer) => double.Parse(pictures.Single(p => p[2] == visualizer)[7]);
        double Relative(string visualizer) => double.Parse(natural.Single(l => l.Contains($",{visualizer},activation,")).Split(',')[10]);
        // Of two pictures the relative activations say what the line from responses to them is: a third must lie on it.
        var (a, b, c) = ("class-model:steps=10", "mean-image", "best-natural");
        var slope = (Relative(c) - Relative(b)) / (Response(c) - Response(b));
        Assert.That(Relative(a), Is.EqualTo(Relative(b) + slope * (Response(a) - Response(b))).Within(1e-6));
    }

    [Test]
    public void A_copy_of_the_network_is_no_other_network_and_what_another_leaves_open_is_said()
    {
        _data.Network("two", first: 0.3f, isDouble: true);
        _data.Network("b", first: 0.2f);
        foreach (var (from, to) in new[] { ("a", "acopy"), ("b", "bcopy") })
            File.Copy(_data.Folder[$"{from}.onnx"], _data.Folder[$"{to}.onnx"]);
        string[] common =
        [
            "visualize", "--model", "a.onnx", "--dataset", "d.json", "--unit", "class:1", "--method", "noise", "--metric",
            "transferability", "--out", "out", "--other-model",
        ];
        _data.Run([.. common, "a.onnx"]).IsRefused("--other-model a: its file has the same content as that of 'a'");
        _data.Run([.. common, "acopy.onnx", "b.onnx", "bcopy.onnx"]).IsRefused(
            "--other-model acopy: its file has the same content as that of 'a'", "bcopy: its file has the same content as that of 'b'");
        var run = _data.Run([.. common, "b.onnx", "two.onnx"]);
        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(run.Error, Does.Contain("Other networks: b, two.").And.Contain("two: "));
    }
}
