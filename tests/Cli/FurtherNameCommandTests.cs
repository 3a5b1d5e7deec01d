using VisEval.Harness.Input;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Cli;

/// <summary>Further names of a method on the command line.</summary>
[Category("Engine")]
public sealed class FurtherNameCommandTests
{
    private const string Own = "generic-attention";
    private const string Further = "gradient-attention-rollout";

    [Test]
    public void Both_names_explain_the_same_under_the_name_that_was_written()
    {
        using var folder = new TemporaryFolder();
        var run = CliRun.Of(
            folder.Path, "explain", "--model", GoldenFolder.PathOf("models/vitish.onnx"),
            "--input", GoldenFolder.PathOf("vitish/input.npy"),
            "--method", Own, "--method", Further, "--target", "3", "--format", "npy", "--out", "out");
        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(NpyFile.Read(folder[$"out/{Further}.npy"]).Values, Is.EqualTo(NpyFile.Read(folder[$"out/{Own}.npy"]).Values));
    }

    [Test]
    public void Lists_show_it()
    {
        Assert.That(CliRun.Of(".", "list", "methods").Out, Does.Match($@"  {Own} .*\n +also {Further}\n"));
        Assert.That(CliRun.Of(".", "list", "methods", "--json").Out, Does.Match($@"""alsoNamed"": \[\s*""{Further}"""));
    }

    [Test]
    public void A_run_keeps_the_name_that_was_written_and_refuses_one_method_under_two()
    {
        using var tiny = new TinyDataset();
        var once = CliRun.Of(
            tiny.Folder.Path, "run", "--dataset", "tiny", "--method", Further, "--metric", "sparseness", "--limit", "1", "--out", "out");
        Assert.That(once.Status, Is.Zero, once.Error);
        Assert.That(File.ReadAllText(tiny.Folder["out/scores.csv"]), Does.Contain($",{Further},").And.Not.Contain(Own));
        CliRun.Of(
                tiny.Folder.Path, "run", "--dataset", "tiny", "--method", Further, "--method", Own, "--metric", "sparseness",
                "--out", "two")
            .IsRefused($"'{Further}' and '{Own}' mean the same");
    }

    [Test]
    public void All_leaves_out_what_is_named_under_either()
    {
        using var tiny = new TinyDataset();
        var plan = CliRun.Of(
            tiny.Folder.Path, "plan", "--dataset", "tiny", "--method", "all", "--method", Further, "--metric", "sparseness",
            "--limit", "1");
        Assert.That(plan.Status, Is.Zero, plan.Error);
        Assert.That(plan.Error, Does.Not.Contain("mean the same"));
    }
}
