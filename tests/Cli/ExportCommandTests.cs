using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Methods;
using VisEval.Methods.Facts;
using VisEval.Onnx.Format;
using VisEval.Tests.Testing;
using VisEval.Tests.Onnx;

namespace VisEval.Tests.Cli;

/// <summary><c>export</c>, from the command line to the file.</summary>
public sealed class ExportCommandTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Write()
    {
        _folder = new TemporaryFolder();
        File.WriteAllBytes(_folder["net.onnx"], OnnxFile.Write(SmallNetworks.Convolutional()));
    }

    [TearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void One_method_is_the_output_heatmap_with_the_numbers_of_explain_raw()
    {
        var run = Export("--method", "grad-cam");
        run.IsDone();
        Assert.That(run.Out.Trim(), Is.EqualTo(_folder["out.onnx"]));
        var images = new Tensor([.. Enumerable.Range(0, 2 * 3 * 64).Select(i => (float)Math.Sin(i))], 2, 3, 8, 8);
        NpyFile.Write(_folder["x.npy"], images);
        CliRun.Of(
            _folder.Path, "explain", "--model", "net.onnx", "--input", "x.npy", "--method", "grad-cam", "--target", "1,3", "--raw",
            "--out", "maps").IsDone();
        var expected = NpyFile.Read(_folder["maps/grad-cam.npy"]);
        using var session = new InferenceSession(_folder["out.onnx"]);
        Assert.That(session.OutputNames, Is.EqualTo(new[] { "scores", "heatmap" }));
        using var image = OrtValue.CreateTensorValueFromMemory(images.Values, [2, 3, 8, 8]);
        using var target = OrtValue.CreateTensorValueFromMemory(new long[] { 1, 3 }, [2]);
        using var options = new RunOptions();
        using var results = session.Run(options, ["image", "target"], [image, target], ["heatmap"]);
        Assert.That(
            results[0].GetTensorDataAsSpan<float>().ToArray(), Is.EqualTo(expected.Values).Within(1e-5 * expected.Values.Max()));
    }

    [Test]
    public void Several_methods_are_outputs_of_the_names_of_their_files_and_the_file_says_what_it_holds()
    {
        var run = Export("--method", "grad-cam:relu=false", "grad-cam", "integrated-gradients:steps=4", "--target", "2");
        run.IsDone();
        using var session = new InferenceSession(_folder["out.onnx"]);
        Assert.That(session.InputNames, Is.EqualTo(new[] { "image" }));
        Assert.That(session.OutputNames, Is.EqualTo(new[] { "scores", "grad-cam__relu=false", "grad-cam", "integrated-gradients" }));
        var facts = session.ModelMetadata.CustomMetadataMap;
        Assert.That(facts["viseval.methods"], Is.EqualTo(
            "grad-cam__relu=false=grad-cam:relu=false; grad-cam=grad-cam; integrated-gradients=integrated-gradients:steps=4"));
        Assert.That(facts["viseval.target"], Is.EqualTo("2"));
        Assert.That(facts["viseval.source.sha256"], Is.EqualTo(Sha256.OfFile(_folder["net.onnx"])));
        Assert.That(facts["viseval.source.file"], Is.EqualTo("net.onnx"));
        Assert.That(facts["viseval.version"], Is.Not.Empty);
        Assert.That(facts["viseval.preprocessing"], Is.EqualTo("unknown"));
    }

    [Test]
    public void The_command_says_the_operator_set_and_why_it_is_not_the_network_s_own()
    {
        var older = SmallNetworks.Convolutional() with { Opsets = new Dictionary<string, long> { [""] = 13 } };
        File.WriteAllBytes(_folder["net.onnx"], OnnxFile.Write(older));
        var own = Export("--method", "grad-cam");
        own.IsDone();
        Assert.That(own.Error, Does.Contain(" MB, operator set 13, IR version 10. Inputs: ").And.Not.Contain("raised"));
        var newer = Export("--method", "gradient");
        newer.IsDone();
        Assert.That(newer.Error, Does.Contain(" MB, operator set 16, IR version 10. Inputs: "));
        Assert.That(newer.Error, Does.Contain(
            "Operator set 16, not 13 as in the network's own file: older ones have not what it needs of ScatterElements."));
    }

    [Test]
    public void Every_mistake_is_told_at_once_and_nothing_is_written()
    {
        var run = Export(
            "--method", "rise", "eigen-cam", "smooth:gradient", "random", "grad-cam:layer=nothing", "integrated-gradients:baseline=random",
            "attention-rollout", "integrated-gradients:baseline=black", "--target", "4");
        run.IsRefused(
            "--method rise cannot be exported: it runs the network several times",
            "--method eigen-cam cannot be exported: between its passes it computes what the ONNX standard has no operator for",
            "--method smooth:gradient cannot be exported: it goes round another method",
            "--method random cannot be exported: it draws random numbers",
            "Methods that can be exported: ");
        Export("--method", "grad-cam:layer=nothing", "integrated-gradients:baseline=random", "attention-rollout",
            "--method", "integrated-gradients:baseline=black").IsRefused(
            "--method grad-cam:layer=nothing: ", "there is no tensor 'nothing'",
            "--method integrated-gradients:baseline=random: the baseline 'random' is drawn from a seed of each image",
            "--method attention-rollout: attention-rollout follows attention between tokens",
            "--method integrated-gradients:baseline=black: the baseline 'black' is a colour");
        Export("--method", "gradient", "--target", "4").IsRefused("The target 4 is no class; the network has 4, 0 to 3.");
        Export("--method", "gradient", "--target", "1,2").IsRefused("--target 1,2 is not allowed; --target is one class index");
        Export().IsRefused("--method X is needed");
        Assert.That(File.Exists(_folder["out.onnx"]), Is.False);
    }

    [Test]
    public void The_model_itself_is_never_replaced_and_another_file_is_with_a_word()
    {
        CliRun.Of(_folder.Path, "export", "--model", "net.onnx", "--method", "gradient", "--out", "net.onnx").IsRefused(
            $"--out '{_folder["net.onnx"]}' is the model itself");
        File.WriteAllText(_folder["out.onnx"], "older");
        var run = Export("--method", "gradient");
        run.IsDone();
        Assert.That(run.Error, Does.Contain($"{_folder["out.onnx"]}, which exists, is replaced."));
        Assert.That(Directory.GetFiles(_folder.Path), Has.Length.EqualTo(2), "No temporary file is left.");
    }

    [Test]
    public void Reference_images_stand_in_the_file()
    {
        NpyFile.Write(_folder["others.npy"], new Tensor([.. Enumerable.Range(0, 3 * 3 * 64).Select(i => (float)Math.Cos(i))], 3, 3, 8, 8));
        Export("--method", "expected-gradients").IsRefused("the baseline 'random' is drawn from a seed of each image");
        var run = Export("--method", "expected-gradients:samples=6", "deepshap", "--reference", "others.npy");
        run.IsDone();
        Assert.That(run.Error, Does.Contain("what it draws at random is stored in the file"));
    }

    [Test]
    public void List_says_which_methods_are_exportable_and_the_page_names_them()
    {
        var run = CliRun.Of(".", "list", "methods", "--json");
        run.IsDone();
        using var json = JsonDocument.Parse(run.Out);
        var listed = json.RootElement.EnumerateArray().Where(m => m.GetProperty("exportable").GetBoolean())
            .Select(m => m.GetProperty("name").GetString()!).ToList();
        Assert.That(listed, Is.EqualTo(Exportable.Names(new Catalogue<IAttributionMethod>(typeof(IAttributionMethod).Assembly))));
        Assert.That(listed, Has.Count.GreaterThan(40));
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "export.md"));
        Assert.That(listed.Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal)), Is.Empty);
    }

    private CliRun Export(params IReadOnlyList<string> args) =>
        CliRun.Of(_folder.Path, ["export", "--model", "net.onnx", "--out", "out.onnx", .. args]);
}
