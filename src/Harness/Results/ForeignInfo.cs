using System.Text.Json.Serialization;
using VisEval.Core;

namespace VisEval.Harness.Results;

/// <summary>Maps of another tool in a run.</summary>
/// <param name="Key">What results call them, <c>maps:NAME</c>.</param>
/// <param name="Path">Full path of the folder or file.</param>
/// <param name="Sha256">SHA-256 of the files that were used: of their names and of their hashes.</param>
/// <param name="Channels">How channels become one value a pixel.</param>
internal sealed record MapsInfo(string Key, string Path, string Sha256, ChannelReduction Channels);

/// <summary>A command that made maps in a run.</summary>
/// <param name="Key">What results call it, <c>external:NAME</c> or <c>external:NAME@VERSION</c>.</param>
/// <param name="Command">The command as it was written.</param>
/// <param name="Files">SHA-256 of every file that its words name.</param>
/// <param name="Channels">How channels of its maps become one value a pixel.</param>
/// <param name="LimitSeconds">The time that a call might take; changes no number.</param>
internal sealed record ExternalInfo(
    string Key, string Command, IReadOnlyDictionary<string, string> Files, ChannelReduction Channels, double LimitSeconds)
{
    /// <summary>Whether it was started once, with <c>--serve</c>, and asked again and again; changes no number.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Serves { get; init; }
}
