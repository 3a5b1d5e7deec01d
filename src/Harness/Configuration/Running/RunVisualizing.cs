using VisEval.Core;
using VisEval.Harness.Configuration.Visualizing;
using VisEval.Harness.Evaluation.Visualizing;
using VisEval.Harness.Input;
using VisEval.Harness.Results.Visualizations;
using VisEval.Methods;
using VisEval.Methods.Facts;

namespace VisEval.Harness.Configuration.Running;

/// <summary>Plans what a run shows of the units of its networks.</summary>
/// <param name="config">The run.</param>
/// <param name="choices">What it asks for.</param>
/// <param name="networks">Its networks.</param>
/// <param name="seed">Its seed.</param>
/// <param name="mistakes">Where mistakes go.</param>
/// <param name="say">Takes what is left out or settled, sentences.</param>
internal sealed class RunVisualizing(
    RunConfig config, RunChoices choices, IReadOnlyList<RunNetwork> networks, Seed seed, Mistakes mistakes, Action<string> say)
{
    // Of a network of a thousand classes some are shown.
    private const int MostClasses = 10;

    private readonly Dictionary<string, List<string>> _objections = [];

    /// <summary>The plan of every network that something can be shown of, in order.</summary>
    public IReadOnlyList<NetworkVisualizing> Plan()
    {
        if (choices.Visualizers.Count == 0)
            return [];
        var units = Units();
        mistakes.Add(PictureNames.Mistakes(
            [.. units.Values.SelectMany(u => u).DistinctBy(u => u.Name)], [.. choices.Visualizers.DistinctBy(v => v.Key)],
            "--visualizer"));
        List<(RunNetwork Network, VisualizationJob Job)> jobs =
        [
            .. networks.Where(n => units.ContainsKey(n.Name)).Select(n => (n, Job: JobOf(n, units[n.Name])))
                // Controls that nobody asked for are not shown for themselves.
                .Where(j => j.Job.Visualizers.Any(v => !VisualizationScorer.IsControl(v) || choices.Named.Contains(v.Name))),
        ];
        foreach (var visualizer in choices.Visualizers.Where(v => !jobs.Exists(j => j.Job.Visualizers.Contains(v))))
            Report(visualizer);
        var shown = jobs.Select(j => new PictureNetwork(j.Network.Name, j.Job.Model, j.Job.Space)).ToList();
        return [.. jobs.Select((j, i) => new NetworkVisualizing(j.Network.DatasetName, j.Network.Name, j.Job, Measuring(i, jobs, shown)))];
    }

    private IReadOnlyDictionary<string, IReadOnlyList<NetworkUnit>> Units() => config.Units.Count == 0
        ? networks.DistinctBy(n => n.Name).ToDictionary(n => n.Name, n => Classes(n.Opened.Model.ClassCount))
        : OnNetworks.Find<NetworkUnit>(
            "--unit", [.. networks.DistinctBy(n => n.Name).Select(n => (n.Name, n.Opened))], config.Units,
            (model, text) => [NetworkUnitReader.Read(text, model.Model)], mistakes);

    private static IReadOnlyList<NetworkUnit> Classes(int count)
    {
        var shown = Math.Min(MostClasses, count);
        return [.. Enumerable.Range(0, shown).Select(i => NetworkUnit.OfClass((int)((long)i * count / shown)))];
    }

    private VisualizationJob JobOf(RunNetwork network, IReadOnlyList<NetworkUnit> units)
    {
        var space = PictureSpaces.Of(network.Images.Preprocessing);
        var all = new VisualizationJob(network.Opened.Model, space, units, choices.Visualizers, seed, config.VisualizationSeeds)
        {
            Images = PictureSpaces.ImagesOf(network.Images, space),
        };
        var leftOut = new HashSet<(string, string)>();
        foreach (var (unit, visualizer) in all.Pairs)
            if (Objections(all, unit, visualizer) is { Count: > 0 } objections)
            {
                leftOut.Add((unit.Name, visualizer.Key));
                (_objections.TryGetValue(visualizer.Key, out var known) ? known : _objections[visualizer.Key] = []).AddRange(objections);
            }
        return all with
        {
            LeftOut = leftOut,
            Visualizers = [.. choices.Visualizers.Where(v => units.Any(u => !leftOut.Contains((u.Name, v.Key))))],
        };
    }

    private static IReadOnlyList<string> Objections(VisualizationJob job, NetworkUnit unit, Unit<IFeatureVisualizer> visualizer) =>
        Never(visualizer) is { } never ? [never] : job.Objections(unit, visualizer);

    // What no unit and no network changes.
    private static string? Never(Unit<IFeatureVisualizer> visualizer) =>
        VisualizerFacts.Of(visualizer.Value).Needs.HasFlag(Needs.Subject)
            ? $"{visualizer.Key} imitates the response to a picture that is named; use 'viseval visualize --image FILE'."
            : null;

    // What the user named and nothing can be shown by is a mistake; what a preset has, or the word all, is left out.
    private void Report(Unit<IFeatureVisualizer> visualizer)
    {
        var why = Never(visualizer) is { } never ? [never] : _objections.GetValueOrDefault(visualizer.Key, []).Distinct().ToList();
        if (choices.Named.Contains(visualizer.Name))
            mistakes.Add(why.Select(w => $"--visualizer {w}"));
        else if (why.Count > 0)
            say($"The visualizer {visualizer.Key} is left out: {why[0]}");
    }

    private VisualizationMeasuring? Measuring(
        int index, List<(RunNetwork Network, VisualizationJob Job)> jobs, List<PictureNetwork> shown)
    {
        var (network, job) = jobs[index];
        return choices.Metrics.Count == 0 ? null : new VisualizationMeasuring(
            choices.Metrics, shown[index],
            [
                // A copy of a network, by whatever name, has no say: it would be the network itself, or another one twice.
                .. shown.Index().Where(o => jobs[o.Index].Network.Opened.Sha256 != network.Opened.Sha256
                    && jobs[o.Index].Network.Dataset == network.Dataset && jobs[o.Index].Job.Model.Input == job.Model.Input)
                    .DistinctBy(o => jobs[o.Index].Network.Opened.Sha256).Select(o => o.Item),
            ],
            network.DatasetName, [.. network.Dataset.Images.Select(i => i.Labels)]);
    }
}
