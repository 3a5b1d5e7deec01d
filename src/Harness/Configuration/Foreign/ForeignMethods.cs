using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Input;
using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Harness.Configuration.Foreign;

/// <summary>The methods of a run that do not come with VisEval: maps from files, and commands.</summary>
internal sealed class ForeignMethods
{
    private readonly IReadOnlyList<GivenMaps> _maps;
    private readonly IReadOnlyList<GivenCommand> _commands;
    private readonly List<(GivenMaps Maps, IReadOnlyList<FoundMaps> ByJob, MapsInfo Info)> _found = [];

    private ForeignMethods(IReadOnlyList<GivenMaps> maps, IReadOnlyList<GivenCommand> commands) => (_maps, _commands) = (maps, commands);

    /// <summary>Reads what is asked for, and finds the programs.</summary>
    /// <param name="choice">What is asked for.</param>
    /// <param name="directory">Where relative paths start.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    public static ForeignMethods Read(ForeignChoice choice, string directory, Mistakes mistakes) =>
        new(GivenMaps.Read(choice, directory, mistakes), GivenCommand.Read(choice, directory, mistakes));

    /// <summary>The number of commands, each of which takes long.</summary>
    public int Commands => _commands.Count;

    /// <summary>Finds and checks the maps of all networks.</summary>
    /// <param name="jobs">The networks on datasets, in the order of the run.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    public void Find(IReadOnlyList<ForeignJob> jobs, Mistakes mistakes)
    {
        foreach (var maps in jobs.Count == 0 ? [] : _maps)
            if (maps.Find(jobs, mistakes) is var (byJob, info))
                _found.Add((maps, byJob, info));
    }

    /// <summary>Where explanations of a job come from.</summary>
    /// <param name="job">Its place among the jobs.</param>
    /// <param name="runDirectory">Full path of the run directory.</param>
    public IEnumerable<IExplanationSource> Sources(int job, string runDirectory) =>
    [
        .. _found.Select(f => f.Maps.Source(f.ByJob[job])),
        .. _commands.Select(c => new MethodSource(c.Method(runDirectory))),
    ];

    /// <summary>The description of a run with these methods.</summary>
    public RunInfo In(RunInfo info) => _found.Count + _commands.Count == 0 ? info : info with
    {
        Methods =
        [
            .. info.Methods,
            .. _found.Select(f => f.Info.Key).Concat(_commands.Select(c => c.Info.Key))
                .Select(key => new MethodInfo(key, key, ForeignKey.Family, "")),
        ],
        Maps = _found.Count == 0 ? null : [.. _found.Select(f => f.Info)],
        Externals = _commands.Count == 0 ? null : [.. _commands.Select(c => c.Info)],
    };

    /// <summary>What a user should know before the run, sentences.</summary>
    /// <param name="metrics">The metrics of the run.</param>
    public IEnumerable<string> Notes(IEnumerable<Unit<IMetric>> metrics)
    {
        var again = metrics.Where(m => MetricWork.ExplainsAgain(m.Value)).Select(m => m.Key).Distinct().ToList();
        foreach (var (maps, byJob, info) in _found)
        {
            yield return $"{info.Key}: {Counted.Of(byJob.Sum(m => m.ByImage.Sum(i => i.Value.Count)), "map")} in {maps.Path}."
                + (byJob.All(m => m.StatesClasses)
                    ? ""
                    : " Nothing states which classes they explain: they are taken for those that the run explains.");
            if (again.Count > 0)
                yield return $"{info.Key}: no number for {string.Join(", ", again)} (undefined:no-method): they explain other images or "
                    + "networks, which maps from files cannot. A command can: --external.";
        }
        foreach (var command in _commands.Select(c => c.Info))
            yield return $"{command.Key}: {command.Command} is "
                + (command.Serves
                    ? "started once for each thread and asked again and again; "
                    : "started anew for up to 16 images of the run, and for up to 64 images that a metric explains again "
                        + "(--external-serve: once); ")
                + string.Create(CultureInfo.InvariantCulture, $"a call may take {command.LimitSeconds:0.###} s. ")
                + $"What it says is kept in {RunFiles.Externals}/.";
    }
}
