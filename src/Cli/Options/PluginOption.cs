using System.CommandLine;
using VisEval.Harness.Configuration;
using VisEval.Harness.Plugins;

namespace VisEval.Cli.Options;

/// <summary><c>--plugin</c>: units of other people.</summary>
internal sealed class PluginOption
{
    /// <summary>The name of the option.</summary>
    public const string Name = "--plugin";

    /// <summary>The option.</summary>
    public Option<string[]> Option { get; } = CommonOptions.Repeated(
        Name, "DLL",
        "A plug-in, one or several: its methods, metrics, visualizers, analyses and dataset formats can be named like those of VisEval "
        + "(docs/plugins.md). Its code runs with your rights: load only what you trust.");

    /// <summary>The files on the command line, or others where it names none.</summary>
    public IReadOnlyList<string> Or(ArgumentReader read, IReadOnlyList<string> otherwise) =>
        read.Parse.GetValue(Option) is { Length: > 0 } files ? files : otherwise;

    /// <summary>What can be named: what comes with VisEval and with the plug-ins of the command line.</summary>
    /// <param name="read">Holds the mistakes so far.</param>
    /// <param name="directory">Where relative paths start.</param>
    /// <exception cref="Core.InputException">These, and every mistake in the plug-ins.</exception>
    public Catalogues Catalogues(ArgumentReader read, string directory) => Load(read, Or(read, []), directory);

    /// <summary>The plug-ins of the command line.</summary>
    /// <inheritdoc cref="Catalogues"/>
    public LoadedPlugins Plugins(ArgumentReader read, string directory) => Catalogues(read, directory).Plugins;

    /// <summary>What can be named: what comes with VisEval and with plug-ins.</summary>
    /// <param name="read">Holds the mistakes so far; without its units a plug-in that cannot be loaded would add mistakes that are
    /// none.</param>
    /// <param name="files">The files of the plug-ins.</param>
    /// <param name="directory">Where relative paths start.</param>
    /// <exception cref="Core.InputException">These, and every mistake in the plug-ins.</exception>
    public static Catalogues Load(ArgumentReader read, IReadOnlyList<string> files, string directory)
    {
        var plugins = read.Try(() => PluginLoader.Load(files, directory));
        if (plugins is null)
            read.ThrowIfAny();
        return Harness.Configuration.Catalogues.Of(plugins!);
    }
}
