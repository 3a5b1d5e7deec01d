namespace VisEval.Tests.Cli;

/// <summary>What <c>export</c> says of the file, and that the file names the version of the program.</summary>
public sealed class ExportRemarkTests
{
    [Test]
    public void How_scores_are_read_is_no_remark_about_the_inside_of_the_file()
    {
        using var tiny = new TinyDataset();
        var run = CliRun.Of(tiny.Folder.Path, "export", "--model", "linear", "--method", "gradient", "--out", "e.onnx");
        run.IsDone();
        Assert.That(run.Error, Does.Contain(
            "\nNothing shows how the logits are meant: one right class of all is assumed (softmax). To change this, set \"scoreKind\" to "
            + "\"sigmoid\" or \"linear\" in the JSON file beside the model.\n"));
        Assert.That(run.Error, Does.Not.Contain("Inside the file: nothing"));
        var bytes = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(tiny.Folder["e.onnx"]));
        Assert.That(bytes, Does.Contain(CliRun.Of(tiny.Folder.Path, "--version").Out.Trim()));
    }

    [Test]
    public void A_run_names_the_version_that_the_program_prints()
    {
        using var tiny = new TinyDataset();
        CliRun.Of(tiny.Folder.Path, "run", "--dataset", "tiny", "--method", "gradient", "--metric", "sparseness", "--out", "out").IsDone();
        Assert.That(
            File.ReadAllText(tiny.Folder["out/run.json"]),
            Does.Contain($"\"version\": \"{CliRun.Of(tiny.Folder.Path, "--version").Out.Trim()}\""));
    }

    [TestCase("run")]
    [TestCase("plan")]
    public void Mistakes_of_a_configuration_and_of_its_units_are_told_together(string command)
    {
        using var tiny = new TinyDataset();
        File.WriteAllText(
            tiny.Folder["c.json"], """
            { "dataset": ["tiny"], "methods": ["gradcam", "rise:masks=-1"], "metrics": ["deltion"], "models": ["linear"] }
            """);
        var run = CliRun.Of(tiny.Folder.Path, command, "c.json");
        run.IsRefused("dataset: there is no such field", "'gradcam' is not known", "masks=-1", "'deltion' is not known");
        Assert.That(run.Error, Does.Not.Contain("'linear'"), "which dataset has it was what was written wrong");
    }
}
