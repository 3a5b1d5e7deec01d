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
    public void The_model_itself_is_never_replaced_and_an_older_export_is_with_a_word()
    {
        CliRun.Of(_folder.Path, "export", "--model", "net.onnx", "--method", "gradient", "--out", "net.onnx").IsRefused(
            $"--out '{_folder["net.onnx"]}' is the model itself");
        Export("--method", "grad-cam").IsDone();
        var run = Export("--method", "gradient");
        run.IsDone();
        Assert.That(run.Error, Does.Contain($"{_folder["out.onnx"]}, which exists, is replaced."));
        Assert.That(Directory.GetFiles(_folder.Path), Has.Length.EqualTo(2), "No temporary file is left.");
    }

    [TestCase("net.json", "{}")]
    [TestCase("net.onnx.data", "weights")]
    [TestCase("another.onnx", null)]
    public void A_file_that_no_export_wrote_is_not_replaced(string name, string? text)
    {
        if (text is null)
            File.Copy(_folder["net.onnx"], _folder[name]);
        else
            File.WriteAllText(_folder[name], text);
        var before = File.ReadAllBytes(_folder[name]);
        CliRun.Of(_folder.Path, "export", "--model", "net.onnx", "--method", "gradient", "--out", name).IsRefused(
            $"--out '{_folder[name]}' is there already and was not written by viseval export; name another file, or remove it.");
        Assert.That(File.ReadAllBytes(_folder[name]), Is.EqualTo(before));
    }

    // The network is an export itself, so that nothing but being the same file speaks against it.
    [TestCase("out.onnx", "link.onnx")]
    [TestCase("link.onnx", "out.onnx")]
    [TestCase("out.onnx", "folder/out.onnx")]
    [TestCase("folder/link.onnx", "out.onnx")]
    [Platform(Exclude = "Win")]
    public void A_link_to_the_model_is_the_model(string model, string to)
    {
        Export("--method", "gradient", "--target", "1").IsDone();
        File.CreateSymbolicLink(_folder["link.onnx"], "out.onnx");
        Directory.CreateSymbolicLink(_folder["folder"], _folder.Path);
        var before = File.ReadAllBytes(_folder["out.onnx"]);
        CliRun.Of(
            _folder.Path, "export", "--model", model, "--score-output", "scores", "--method", "grad-cam", "--out", to).IsRefused(
            $"--out '{_folder[to]}' is the model itself");
        Assert.That(File.ReadAllBytes(_folder["out.onnx"]), Is.EqualTo(before));
    }

    [Test]
    public void What_the_description_says_stands_in_the_file_in_its_own_form()
    {
        const string preprocessing = """
            {"channels":"BGR","scale":0.00392156862745098,"mean":[0.1,0.2,0.3],"std":[1,2,3],"resize":"crop","cropPct":0.875,
             "interpolation":"bicubic"}
            """;
        File.WriteAllText(_folder["net.json"], $$"""{"preprocessing": {{preprocessing}}, "labelOffset": 1, "scoreKind": "sigmoid"}""");
        Export("--method", "gradient").IsDone();
        var facts = Facts();
        Assert.That(facts["viseval.labelOffset"], Is.EqualTo("1"));
        Assert.That(facts["viseval.scoreKind"], Is.EqualTo("sigmoid"));
        Assert.That(facts, Does.Not.ContainKey("viseval.labelMap"));
        File.WriteAllText(_folder["net.json"], $$"""{"preprocessing": {{facts["viseval.preprocessing"]}}, "labelMap": [2, 0, 3]}""");
        Export("--method", "gradient").IsDone();
        Assert.That(Facts()["viseval.preprocessing"], Is.EqualTo(facts["viseval.preprocessing"]).And.Contain("\"cropPct\":0.875"));
        Assert.That(Facts()["viseval.labelMap"], Is.EqualTo("[2,0,3]"));
        Assert.That(Facts(), Does.Not.ContainKey("viseval.labelOffset"));
    }

    [Test]
    public void Stored_draws_follow_the_seed_and_nobody_calls_them_the_values_of_explain()
    {
        var run = Export("--method", "smoothgrad:samples=3", "gradient");
        run.IsDone();
        Assert.That(run.Error, Does.Contain("Output 'smoothgrad': smoothgrad:samples=3, as explain --raw has it, but of stored draws."));
        Assert.That(run.Error, Does.Contain("Output 'gradient': gradient, the values of explain --raw."));
        var (first, gradient) = (Map("smoothgrad"), Map("gradient"));
        Export("--method", "smoothgrad:samples=3", "gradient", "--seed", "0").IsDone();
        Assert.That(Map("smoothgrad"), Is.EqualTo(first));
        Export("--method", "smoothgrad:samples=3", "gradient", "--seed", "5").IsDone();
        Assert.That(Map("smoothgrad"), Is.Not.EqualTo(first));
        Assert.That(Map("gradient"), Is.EqualTo(gradient));
        Assert.That(Facts()["viseval.seed"], Is.EqualTo("5"));
    }

    [Test]
    public void Reference_images_stand_in_the_file()
    {
        NpyFile.Write(_folder["others.npy"], new Tensor([.. Enumerable.Range(0, 3 * 3 * 64).Select(i => (float)Math.Cos(i))], 3, 3, 8, 8));
        Export("--method", "expected-gradients").IsRefused(
            "'random' is drawn from a seed of each image", "--reference DIR|FILE.npy",
            "baseline=…: zero, mean, black, white, darkest, brightest, blur.");
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
        var needy = json.RootElement.EnumerateArray().Where(m => m.GetProperty("exportNeeds").ValueKind == JsonValueKind.String)
            .Select(m => (m.GetProperty("name").GetString(), m.GetProperty("exportNeeds").GetString()));
        Assert.That(needy, Is.EqualTo(new[]
        {
            ("expected-gradients", "--reference, or baseline= of zero, mean, black, white, darkest, brightest, blur"),
        }));
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "export.md"));
        Assert.That(listed.Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal)), Is.Empty);
    }

    private float[] Map(string output)
    {
        using var session = new InferenceSession(_folder["out.onnx"]);
        float[] pixels = [.. Enumerable.Range(0, 3 * 64).Select(i => (float)Math.Sin(i))];
        using var image = OrtValue.CreateTensorValueFromMemory(pixels, [1, 3, 8, 8]);
        using var target = OrtValue.CreateTensorValueFromMemory(new long[] { 1 }, [1]);
        using var options = new RunOptions();
        using var results = session.Run(options, ["image", "target"], [image, target], [output]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    private Dictionary<string, string> Facts()
    {
        using var session = new InferenceSession(_folder["out.onnx"]);
        return session.ModelMetadata.CustomMetadataMap;
    }

    private CliRun Export(params IReadOnlyList<string> args) =>
        CliRun.Of(_folder.Path, ["export", "--model", "net.onnx", "--out", "out.onnx", .. args]);
}
