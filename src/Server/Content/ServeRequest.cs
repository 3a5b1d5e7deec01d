using System.Text.Json;
using VisEval.Core;

namespace VisEval.Server.Content;

/// <summary>What the command line asked for, checked there.</summary>
/// <param name="Port">The port; 0 for a free one.</param>
/// <param name="Public">Whether other machines may use it.</param>
/// <param name="Seconds">The time that one answer may take.</param>
/// <param name="Runtime">The native library of ONNX Runtime; null for the one that comes along.</param>
/// <param name="OfNetworks">What is said of every network.</param>
/// <param name="Plugins">The files of plug-ins.</param>
/// <param name="Policy">The file that says what matters where runs are compared; null for none.</param>
/// <param name="Networks">The networks.</param>
/// <param name="Runs">The run directories.</param>
/// <param name="Baselines">The saved baselines.</param>
internal sealed record ServeRequest(
    int Port, bool Public, double Seconds, string? Runtime, SaidOfNetworks OfNetworks, IReadOnlyList<string> Plugins, string? Policy,
    IReadOnlyList<NamedPath> Networks, IReadOnlyList<NamedPath> Runs, IReadOnlyList<NamedPath> Baselines)
{
    /// <summary>The environment variable that holds it.</summary>
    public const string Variable = "VISEVAL_SERVE";

    /// <summary>Reads it.</summary>
    /// <param name="json">The variable's value; null where nobody set it.</param>
    /// <exception cref="InputException">It is missing.</exception>
    public static ServeRequest Parse(string? json) => json is null
        ? throw new InputException("This is the server of 'viseval serve', which starts it.")
        : JsonSerializer.Deserialize<ServeRequest>(json, JsonSerializerOptions.Web)!;
}

/// <summary>A run, a baseline or a network on the command line.</summary>
/// <param name="Name">What the page calls it.</param>
/// <param name="Path">Its full path, which no answer holds.</param>
internal sealed record NamedPath(string Name, string Path);
