using System.Text.Json;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;
using VisEval.Tests.Cli;
using VisEval.Tests.Harness.Datasets.Pictures;
using static VisEval.Tests.Server.ServerProcess;

namespace VisEval.Tests.Server;

/// <summary>What the command line says of networks means what it means for <c>explain</c>.</summary>
public sealed class NetworkOptionTests
{
    private const string Plain =
        """{ "preprocessing": { "channels": "RGB", "scale": 1, "mean": [0, 0, 0], "std": [255, 255, 255] } }""";

    [Test]
    public async Task Size_output_preprocessing_and_seed_are_those_of_explain()
    {
        using var folder = new TemporaryFolder();
        var output = WriteFree(folder["free.onnx"]);
        await File.WriteAllTextAsync(folder["plain.json"], Plain);
        await File.WriteAllBytesAsync(folder["p.png"], TestPictures.Encode(TestPictures.Pattern(10, 6, 3)));
        string[] said = ["--size", "8,4", "--score-output", output, "--preprocessing", "plain.json", "--seed", "7"];
        using var server = ServerProcess.Start(folder.Path, ["free.onnx", .. said]);
        var network = (await JsonOf(await server.Client.GetAsync("api/about"))).GetProperty("networks")[0];
        Assert.That(network.GetProperty("input").GetString(), Is.EqualTo("3×8×4"));
        Assert.That(network.GetProperty("classes").GetInt32(), Is.EqualTo(4));
        await AsExplain.Check(server, folder.Path, "p.png", "smoothgrad:samples=2", "", ["--model", "free.onnx", .. said]);
    }

    [Test]
    public async Task Reference_images_are_those_of_explain_and_are_said()
    {
        using var tiny = new TinyDataset();
        string[] said = ["--reference", "datasets/tiny", "--preprocessing", "datasets/tiny/dataset.json"];
        const string model = "datasets/tiny/models/linear/model.onnx";
        using var server = ServerProcess.Start(tiny.Folder.Path, [model, .. said]);
        await AsExplain.Check(server, tiny.Folder.Path, "datasets/tiny/0.png", "deepshap", "1", ["--model", model, .. said]);
        Assert.That(Remarks(await JsonOf(await server.Client.GetAsync("api/about"))), Has.Some.Matches<string>(r =>
            r!.StartsWith("3 reference images (pictures of tiny) for ", StringComparison.Ordinal)
            && r.Contains("deepshap", StringComparison.Ordinal)));
    }

    [Test]
    public async Task What_was_assumed_is_said_as_explain_says_it()
    {
        using var folder = new TemporaryFolder();
        // Without the model.json that lies beside it.
        File.Copy(Path.Combine(Network("residual"), "model.onnx"), folder["bare.onnx"]);
        File.Copy(Picture("one-000"), folder["p.png"]);
        using var server = ServerProcess.Start(folder.Path, "bare.onnx");
        var error = await AsExplain.Check(server, folder.Path, "p.png", "gradient", "", "--model", "bare.onnx");
        var remarks = Remarks(await JsonOf(await server.Client.GetAsync("api/about")));
        Assert.That(remarks, Has.Some.StartsWith("Nothing says how a picture becomes this model's input."));
        Assert.That(remarks, Is.SubsetOf(error.Split('\n').Select(line => line.TrimEnd('\r'))));
    }

    [Test]
    public void Every_mistake_is_said_and_nothing_is_started()
    {
        using var tiny = new TinyDataset();
        CliRun.Of(
            tiny.Folder.Path, "serve", "datasets/tiny/models/linear", "--size", "0", "--score", "median", "--reference", "nowhere",
            "--policy", "none.json", "--plugin", "none.dll").IsRefused(
            "--size 0 is not allowed", "--score median is not allowed", "nowhere': there is no such folder", "none.json",
            "--policy is for comparing two runs", "plug-in 'none.dll': ");
    }

    [Test]
    public void What_is_about_networks_needs_one()
    {
        CliRun.Of(ServedScene.Folder, "serve", "a", "--size", "4,4", "--seed", "3").IsRefused(
            "--size is about networks, and none is named", "--seed is about networks");
        CliRun.Of(ServedScene.Folder, "serve", "nowhere", "--size", "4,4").IsRefused("'nowhere' is neither");
    }

    private static IReadOnlyList<string> Remarks(JsonElement about) =>
        [.. about.GetProperty("networks")[0].GetProperty("remarks").EnumerateArray().Select(r => r.GetString()!)];

    // A network of any size with two outputs that could both be scores; the name of the second.
    private static string WriteFree(string path)
    {
        var b = new GraphBuilder();
        var image = b.Input("image", ElementType.Float, null, 3, null, null);
        var means = (image * image).Mean(keep: false, 2, 3);
        Value Scores(string name, int classes) => means.MatMul(b.Weight(
            name, Constant.Of([.. Enumerable.Range(0, 3 * classes).Select(i => MathF.Sin(i + 1))], 3, classes)));
        var (first, second) = (Scores("first", 2), Scores("second", 4));
        File.WriteAllBytes(path, OnnxFile.Write(b.Build([first.Name, second.Name])));
        return second.Name;
    }
}
