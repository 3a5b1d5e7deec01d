using System.Text.Json;
using VisEval.Core;

namespace VisEval.Server.Content;

/// <summary>What the command line asked for, checked there.</summary>
/// <param name="Port">The port; 0 for a free one.</param>
/// <param name="Public">Whether other machines may use it.</param>
/// <param name="Seconds">The time that one answer may take.</param>
/// <param name="Preprocessing">How pictures become inputs of the networks; null for what stands beside each.</param>
/// <param name="Runtime">The native library of ONNX Runtime; null for the one that comes along.</param>
/// <param name="Networks">The networks.</param>
/// <param name="Runs">The run directories.</param>
internal sealed record ServeRequest(
    int Port, bool Public, double Seconds, string? Preprocessing, string? Runtime, IReadOnlyList<NamedPath> Networks,
    IReadOnlyList<NamedPath> Runs)
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

/// <summary>A run or a network on the command line.</summary>
/// <param name="Name">What the page calls it.</param>
/// <param name="Path">Its full path, which no answer holds.</param>
internal sealed record NamedPath(string Name, string Path);
