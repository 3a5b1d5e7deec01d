using System.CommandLine;
using VisEval.Cli.Hosting;
using VisEval.Cli.Listing;
using VisEval.Cli.Options;
using VisEval.Cli.Output;
using VisEval.Harness.Configuration;

namespace VisEval.Cli.Commands;

/// <summary><c>viseval list</c>: what there is, with all facts, for people or for scripts.</summary>
internal static class ListCommand
{
    /// <summary>The command with one subcommand for each kind.</summary>
    public static Command Create(CliHost host)
    {
        var command = new Command(
            "list", "What can be named: methods, wrappers of methods, metrics, visualizers, analyses, datasets, models.");
        Add("methods", "Visualization methods with their options.", UnitFacts.Methods, UnitListing.Write);
        Add(
            "wrappers", "What wraps any method: smooth:METHOD, augment:METHOD.",
            UnitFacts.Wrappers, UnitListing.Write);
        Add(
            "metrics", "Metrics with their options and the direction and range of their numbers.",
            UnitFacts.Metrics, UnitListing.Write);
        Add(
            "visualizers", "Feature visualizers, for the command visualize, with their options.",
            UnitFacts.Visualizers, UnitListing.Write);
        Add(
            "visualization-metrics",
            "Metrics of the pictures of visualizers, for visualize --metric and run --visualization-metric, with their options.",
            UnitFacts.VisualizationMetrics, UnitListing.Write);
        Add("datasets", "Datasets under datasets/.", _ => DataFacts.Datasets(host), DataListing.Write, hasUnits: false);
        Add("models", "The models of these datasets.", _ => DataFacts.Models(host), DataListing.Write, hasUnits: false);
        Add(
            "analyses", "Analyses of what layers hold, for the command represent, with their options.",
            UnitFacts.Analyses, UnitListing.Write);
        return command;

        void Add<T>(
            string kind, string description, Func<Catalogues, Listed<T>> find, Action<IReadOnlyList<T>, CliHost> write,
            bool hasUnits = true)
        {
            var json = new Option<bool>("--json") { Description = "For scripts." };
            var plugins = new PluginOption();
            var sub = new Command(kind, description) { json };
            if (hasUnits)
                sub.Add(plugins.Option);
            sub.SetAction(parse =>
            {
                Action<IReadOnlyList<T>, CliHost> show = parse.GetValue(json) ? JsonOutput.Write<IReadOnlyList<T>> : write;
                return Interruptible.Run(
                    () => Execute(
                        kind,
                        find(hasUnits ? plugins.Catalogues(new ArgumentReader(parse), host.CurrentDirectory) : Catalogues.BuiltIn()),
                        show, host),
                    host);
            });
            command.Add(sub);
        }
    }

    private static int Execute<T>(string kind, Listed<T> listed, Action<IReadOnlyList<T>, CliHost> write, CliHost host)
    {
        write(listed.Items, host);
        if (listed.Items.Count == 0 && listed.Mistakes.Count == 0)
            host.Error.WriteLine($"There are no {kind} in a folder datasets/ here, above, or above the program.");
        foreach (var mistake in listed.Mistakes)
            host.Error.WriteLine(mistake);
        return listed.Mistakes.Count == 0 ? ExitStatus.Done : ExitStatus.Failed;
    }
}
