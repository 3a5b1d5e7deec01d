using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Input;
using VisEval.Harness.Results;

namespace VisEval.Harness.Configuration;

/// <summary>Plans what a run does beside explaining images.</summary>
/// <param name="run">What is planned for.</param>
internal delegate FurtherPlan PlanFurther(FurtherRequest run);

/// <summary>A run whose datasets and networks are found, for what it does beside explaining images.</summary>
/// <param name="Config">The run.</param>
/// <param name="Preset">Its preset; null if it is not known.</param>
/// <param name="Catalogues">What there is.</param>
/// <param name="Networks">Its networks that fit their datasets, by name, with what opens each for one thread a pass.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Directory">Where relative paths start.</param>
/// <param name="Mistakes">Where mistakes go.</param>
internal sealed record FurtherRequest(
    RunConfig Config, Preset? Preset, Catalogues Catalogues,
    IReadOnlyList<(string Name, DatasetPlan Dataset, Func<OpenedModel> Open)> Networks, Seed Seed, string Directory, Mistakes Mistakes);

/// <summary>What a run does beside explaining images.</summary>
/// <param name="Work">The work, in order.</param>
/// <param name="Notes">What was left out, sentences.</param>
/// <param name="Shown">The description of what is shown of units; null for nothing.</param>
/// <param name="Found">The description of what is looked for in layers; null for nothing.</param>
internal sealed record FurtherPlan(
    IReadOnlyList<IFurtherWork> Work, IReadOnlyList<string> Notes, VisualizationsInfo? Shown, RepresentationInfo? Found)
{
    /// <summary>Nothing.</summary>
    public static FurtherPlan None { get; } = new([], [], null, null);

    /// <summary>The description of the run with it.</summary>
    public RunInfo In(RunInfo info) => info with { Visualizations = Shown, Representation = Found };
}
