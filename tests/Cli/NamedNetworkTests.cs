using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Tests.Cli;

/// <summary>The name of a network that <c>list models</c> shows, where a command takes a file.</summary>
public sealed class NamedNetworkTests
{
    private TinyDataset _tiny = null!;

    private TemporaryFolder Folder => _tiny.Folder;

    [SetUp]
    public void Write() => _tiny = new TinyDataset();

    [TearDown]
    public void Delete() => _tiny.Dispose();

    [TestCase("explain --image datasets/tiny/0.png --preprocessing datasets/tiny/dataset.json --method gradient --out out")]
    [TestCase("export --method gradient --out out.onnx")]
    [TestCase("check")]
    [TestCase("visualize --unit class:0 --method class-model --out out")]
    [TestCase("plan --dataset tiny --method gradient --metric deletion")]
    public void A_name_is_taken_by_every_command_and_a_wrong_one_is_told_what_there_is(string command)
    {
        var words = command.Split(' ');
        CliRun.Of(Folder.Path, [.. words, "--model", "linear"]).IsDone();
        CliRun.Of(Folder.Path, [.. words, "--model", "linaer"]).IsRefused("linaer", "Did you mean 'linear'?");
    }

    // Three images are too few for any analysis, which is all that is said of it.
    [Test]
    public void Represent_takes_a_name_of_another_dataset()
    {
        string[] words = ["represent", "--dataset", "tiny", "--layer", "input", "--analysis", "class-selectivity", "--out", "o", "--model"];
        Directory.CreateDirectory(Folder["datasets/second/models/own"]);
        File.Copy(Folder["datasets/tiny/dataset.json"], Folder["datasets/second/dataset.json"]);
        File.Copy(Folder["datasets/tiny/models/linear/model.onnx"], Folder["datasets/second/models/own/model.onnx"]);
        foreach (var name in new[] { "linear", "own" })
            Assert.That(CliRun.Of(Folder.Path, [.. words, name]).Error, Does.StartWith("class-selectivity needs at least 4 images"));
        CliRun.Of(Folder.Path, [.. words, "linaer"]).IsRefused("model 'linaer' is not known", "Did you mean 'linear'?");
    }

    [Test]
    public void Score_takes_a_name_too()
    {
        var image = Tensor.Zeros(1, 1, 4, 4);
        image.Values[3] = 1;
        NpyFile.Write(Folder["x.npy"], image);
        NpyFile.Write(Folder["m.npy"], new Tensor([.. Enumerable.Range(0, 16).Select(i => (float)i)], 1, 4, 4));
        string[] words = ["score", "--input", "x.npy", "--maps", "m.npy", "--metric", "sparseness", "--model"];
        CliRun.Of(Folder.Path, [.. words, "linear"]).IsDone();
        CliRun.Of(Folder.Path, [.. words, "linaer"]).IsRefused("Did you mean 'linear'?");
    }

    [Test]
    public void A_wrong_name_is_told_all_names_and_how_to_get_a_network()
    {
        // The embedded networks are found above the program.
        CliRun.Of(Folder.Path, "check", "--model", "nothing-of-the-kind").IsRefused(
            "'nothing-of-the-kind' is no network: there is no file and no folder ", "By name there are linear, ", "residual",
            "torch.onnx.export");
        Directory.CreateDirectory(Folder["empty"]);
        CliRun.Of(Folder.Path, "check", "--model", "empty").IsRefused($"the folder {Folder["empty"]} holds no model.onnx");
        CliRun.Of(Folder.Path, "check", "--model", "gone.onnx").IsRefused("gone.onnx: the file cannot be read: there is no such file");
        CliRun.Of(Folder.Path, "check").IsRefused("--model FILE is needed: the classifier, an .onnx file, a folder with a model.onnx, or");
    }

    [Test]
    public void A_folder_of_that_name_wins_and_that_is_said()
    {
        var file = Folder["datasets/tiny/models/linear/model.onnx"];
        Assert.That(CliRun.Of(Folder.Path, "check", "--model", "linear").Error, Does.Not.Contain("and not the network of that name"));
        Directory.CreateDirectory(Folder["linear"]);
        File.Copy(file, Folder["linear/model.onnx"]);
        var run = CliRun.Of(Folder.Path, "check", "--model", "linear");
        run.IsDone();
        Assert.That(run.Error, Does.Contain(
            $"'linear' is {Folder["linear/model.onnx"]}, and not the network of that name that comes with dataset 'tiny': {file} names"));
    }

    [Test]
    public void A_name_of_several_datasets_is_refused()
    {
        Directory.CreateDirectory(Folder["datasets/other/models/linear"]);
        File.Copy(Folder["datasets/tiny/dataset.json"], Folder["datasets/other/dataset.json"]);
        File.Copy(Folder["datasets/tiny/models/linear/model.onnx"], Folder["datasets/other/models/linear/model.onnx"]);
        CliRun.Of(Folder.Path, "check", "--model", "linear").IsRefused(
            "'linear' is a network of several datasets: ", Folder["datasets/other/models/linear/model.onnx"], "Name the file.");
    }
}
