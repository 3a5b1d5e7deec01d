using VisEval.Core;
using VisEval.Harness.Plugins;

namespace VisEval.Harness.Results.Storage;

/// <summary>A run to compare: a run directory, or a baseline that was saved of one.</summary>
/// <param name="Name">What it is called: its path as given.</param>
/// <param name="Results">Its results.</param>
/// <param name="IsBaseline">Whether it is a saved baseline, which has neither measured times nor maps.</param>
internal sealed record SavedRun(string Name, RunResults Results, bool IsBaseline)
{
    /// <summary>Opens a run directory or a saved baseline.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="name">The path as given.</param>
    /// <param name="plugins">The plug-ins at hand; none if null.</param>
    /// <param name="stop">Ends the reading of a run.</param>
    /// <exception cref="InputException">It is neither, or has metrics of a plug-in that is not at hand.</exception>
    public static SavedRun Open(string path, string name, LoadedPlugins? plugins = null, CancellationToken stop = default)
    {
        if (Directory.Exists(path))
            return new SavedRun(name, ResultStore.Load(path, plugins, stop), false);
        if (!File.Exists(path))
            throw new InputException($"'{name}' does not exist; name a run directory, or a baseline saved with compare --save-baseline.");
        var baseline = BaselineFile.Read(path);
        (plugins ?? LoadedPlugins.None).RequireFor(path, baseline.Info.Plugins);
        return new SavedRun(name, baseline, true);
    }
}
