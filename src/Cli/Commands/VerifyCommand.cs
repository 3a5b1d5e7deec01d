using System.CommandLine;
using VisEval.Cli.Hosting;
using VisEval.Cli.Options;
using VisEval.Cli.Output;
using VisEval.Harness.Configuration.Verification;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results.Bundles;

namespace VisEval.Cli.Commands;

/// <summary><c>viseval verify</c>: checks every hash of a bundle, and recomputes a sample of its cells.</summary>
internal static class VerifyCommand
{
    private const int DefaultCells = 50;
    private const int MostLines = 20;

    /// <summary>The command.</summary>
    public static Command Create(CliHost host, SharedOptions shared)
    {
        var options = new VerifyOptions(DefaultCells);
        var command = new Command(
            "verify", "Checks every hash of a bundle and recomputes a sample of its cells: are the published numbers reproduced?");
        options.AddTo(command);
        command.SetAction(parse => Interruptible.Run(
            () => Execute(host, new ArgumentReader(parse), options, parse.GetValue(shared.Quiet)), host));
        return command;
    }

    private static int Execute(CliHost host, ArgumentReader read, VerifyOptions options, bool quiet)
    {
        var (path, request) = options.Read(read, host.CurrentDirectory);
        var catalogues = options.Plugins.Catalogues(read, host.CurrentDirectory);
        read.ThrowIfAny();
        Bundle bundle;
        try
        {
            bundle = BundleReader.Read(path);
        }
        catch (DamagedBundleException damage)
        {
            Differences(damage.Errors, host);
            host.Out.WriteLine("NOT reproduced: the bundle is not what its manifest says, so nothing of it was recomputed.");
            return ExitStatus.Failed;
        }
        var plan = VerifyPlan.Of(bundle, request, catalogues, host.CurrentDirectory);
        var notes = new Notes(host, quiet);
        foreach (var note in plan.Notes.Concat(bundle.Results.Warnings))
            notes.Say(note);
        var found = new ProgressView(host, quiet).Show(progress => Verifier.Verify(bundle, plan, request, progress, host.Stop));

        host.Out.WriteLine($"SHA-256 {bundle.Sha256}: {bundle.Manifest.Entries.Count} entries, every hash is right; "
            + "networks and manifests here are those of the bundle.");
        Differences(found.Differences, host);
        host.Out.WriteLine($"{(found.IsReproduced ? "Reproduced" : "NOT reproduced")}: {found.Sampled} of {found.Cells} cells recomputed "
            + $"(seed {request.Seed}), {found.Numbers} numbers compared to 1e-5, {RunText.Count(found.Differences.Count, "difference")}.");
        host.Out.WriteLine("Not recomputed: times and memory, and numbers over several images, which follow from the cells.");
        return found.IsReproduced ? ExitStatus.Done : ExitStatus.Failed;
    }

    private static void Differences(IReadOnlyList<string> differences, CliHost host)
    {
        foreach (var difference in differences.Take(MostLines))
            host.Out.WriteLine($"  {difference.ReplaceLineEndings(" ")}");
        if (differences.Count > MostLines)
            host.Out.WriteLine($"  … and {differences.Count - MostLines} more.");
    }
}
