namespace VisEval.Training.Commands;

/// <summary>Brings the manifest up to date with the files beside it, after models were trained.</summary>
internal sealed class ManifestCommand : ICommand
{
    public string Name => "manifest";

    public string About => "recomputes the hashes and model accuracies in dataset.json";

    public IReadOnlyList<string> Options => ["out"];

    public int Run(CommandArguments arguments)
    {
        var folder = arguments.Text("out", DrawCommand.DefaultFolder);
        var manifest = SceneManifest.Read(folder).WithFiles(folder);
        manifest.Write(folder);
        Console.WriteLine($"{manifest.Sha256.Count} files in {Path.GetFullPath(Path.Combine(folder, SceneManifest.FileName))}");
        return 0;
    }
}
