namespace VisEval.Tests.Cli;

/// <summary>An empty value, as of a variable of the shell that is not set, is refused: a path would be the current folder.</summary>
public sealed class EmptyValueTests
{
    [TestCase("visualize --model m.onnx --unit class:0 --method noise --out", "--out")]
    [TestCase("represent --model m.onnx --dataset d --layer final --analysis similarity --out", "--out")]
    [TestCase("explain --model m.onnx --method gradient --image a.png --out", "--out")]
    [TestCase("run --dataset scenes --preset quick --out", "--out")]
    [TestCase("run --dataset", "--dataset")]
    [TestCase("score --maps", "--maps")]
    [TestCase("report", "RUN")]
    public void It_is_refused_and_nothing_is_written(string line, string name)
    {
        using var folder = new TemporaryFolder();
        foreach (var empty in new[] { "", " " })
            CliRun.Of(folder.Path, [.. line.Split(' '), empty]).IsRefused("a value is empty", name);
        Assert.That(Directory.EnumerateFileSystemEntries(folder.Path), Is.Empty);
    }

    [Test]
    public void A_concept_of_no_folder_is_not_the_current_folder()
    {
        using var data = new TinyColours();
        data.Run(
            "represent", "--model", "a.onnx", "--dataset", "d.json", "--layer", "final", "--analysis", "tcav", "--concept", "thing=",
            "--out", "out").IsRefused("--concept thing=: the folder is missing");
    }

    [Test]
    public void An_empty_place_in_a_configuration_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["run.json"], """{ "preset": "quick", "out": "" }""");
        CliRun.Of(folder.Path, "run", "run.json").IsRefused("an empty path would mean the current folder");
    }
}
