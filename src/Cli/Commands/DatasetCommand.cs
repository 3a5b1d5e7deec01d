using System.CommandLine;
using VisEval.Cli.Hosting;
using VisEval.Cli.Listing;
using VisEval.Cli.Options;
using VisEval.Cli.Output;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Import;
using VisEval.Harness.Datasets.Inspection;
using VisEval.Harness.Datasets.Opening;
using VisEval.Harness.Results;

namespace VisEval.Cli.Commands;

/// <summary><c>viseval dataset inspect|import</c>: what a folder in a known layout holds, and its manifest.</summary>
internal static class DatasetCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create(CliHost host) =>
        new("dataset", "What a folder of pictures in a known layout holds; writes a dataset.json of it.") { Inspect(host), Import(host) };

    private static Command Inspect(CliHost host)
    {
        var (folder, layout, plugins) = (Folder(), new DatasetArguments(), new PluginOption());
        var json = new Option<bool>("--json") { Description = "For scripts: every image with its boxes and the hashes of its masks." };
        var sheet = CommonOptions.One(
            "--out", "FILE.png", $"Also a picture of at most {ContactSheet.Most} images with their boxes and masks.");
        var command = new Command("inspect", "Counts, classes, sizes and problems of a dataset.") { folder, json, sheet, plugins.Option };
        foreach (var option in layout.Reading())
            command.Add(option);
        command.SetAction(parse => Interruptible.Run(
            () =>
            {
                var read = new ArgumentReader(parse);
                var picture = OutOf(read, sheet, host);
                var dataset = Open(read, folder, layout, plugins, host);
                read.ThrowIfAny();
                foreach (var assumption in dataset!.Assumptions)
                    host.Error.WriteLine(assumption);
                var content = DatasetOpening.ContentOf(dataset!);
                var inspection = DatasetInspection.Of(content);
                if (parse.GetValue(json))
                    JsonOutput.Write(inspection, host);
                else
                    InspectionView.Write(dataset!.Manifest.Name, inspection, host);
                if (picture is not null)
                    WriteFile(picture, ContactSheet.Draw(content), parse.GetValue(json) ? host.Error : host.Out);
                return ExitStatus.Done;
            },
            host));
        return command;
    }

    private static Command Import(CliHost host)
    {
        var (folder, layout, plugins) = (Folder(), new DatasetArguments(), new PluginOption());
        var file = CommonOptions.One(
            "--out", "FILE", "The dataset.json to write; what is no plain file below it is written into a folder beside it.");
        var command = new Command("import", "Writes a dataset.json with the hashes of all files.") { folder, file, plugins.Option };
        foreach (var option in layout.Reading())
            command.Add(option);
        command.SetAction(parse => Interruptible.Run(
            () =>
            {
                var read = new ArgumentReader(parse);
                if (parse.GetValue(file) is null)
                    read.Mistake("--out FILE is needed: the dataset.json to write.");
                var path = OutOf(read, file, host);
                var dataset = Open(read, folder, layout, plugins, host);
                read.ThrowIfAny();
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                foreach (var problem in dataset!.Assumptions.Concat(dataset.Problems).Concat(DatasetImport.Write(dataset, path!)))
                    host.Error.WriteLine($"WARNING: {problem.ReplaceLineEndings(" ")}");
                host.Out.WriteLine(path);
                return ExitStatus.Done;
            },
            host));
        return command;
    }

    private static Argument<string> Folder() => new("DIR")
    {
        Description = "A folder in a known layout, a file such as instances.json or table.csv, or a dataset.json.",
    };

    private static Dataset? Open(
        ArgumentReader read, Argument<string> folder, DatasetArguments layout, PluginOption plugins, CliHost host)
    {
        var formats = plugins.Catalogues(read, host.CurrentDirectory).Formats;
        var path = Path.GetFullPath(read.Parse.GetValue(folder)!, host.CurrentDirectory);
        if (Directory.Exists(path) || File.Exists(path))
            return read.Try(() => DatasetOpening.Open(path, layout.Read(read, host.CurrentDirectory) with { Formats = formats }));
        read.Mistake($"{path}: there is no such folder or file.");
        return null;
    }

    private static string? OutOf(ArgumentReader read, Option<string?> option, CliHost host)
    {
        if (read.Parse.GetValue(option) is not { } text)
            return null;
        var path = Path.GetFullPath(text, host.CurrentDirectory);
        if (OutputPlace.MistakeOfFile(path) is { } mistake)
            read.Mistake($"--out {mistake}");
        return path;
    }

    private static void WriteFile(string path, byte[] content, TextWriter said)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, stream => stream.Write(content));
        said.WriteLine(path);
    }
}
