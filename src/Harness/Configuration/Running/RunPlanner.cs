using VisEval.Core;
using VisEval.Harness.Evaluation;

namespace VisEval.Harness.Configuration.Running;

/// <summary>Plans all of a run: the explanations of images, the pictures of units, the analyses of layers. Writes nothing.</summary>
internal static class RunPlanner
{
    /// <summary>Plans a run.</summary>
    /// <param name="config">The run as asked for.</param>
    /// <param name="catalogues">What a run can name.</param>
    /// <param name="baseDirectory">The current directory: relative paths start there.</param>
    /// <exception cref="Core.InputException">Every mistake in the arguments, the datasets, the pictures and the models.</exception>
    public static Plan Plan(RunConfig config, Catalogues catalogues, string baseDirectory) =>
        // What the file says of datasets and networks may be what was written wrong.
        config.FileMistakes.Count > 0
            ? throw new InputException([.. config.FileMistakes, .. UnitMistakes.Of(config, catalogues)])
            : Planner.Plan(config, catalogues, baseDirectory, null, RunExtras.Plan);
}
