using VisEval.Core;

namespace VisEval.Harness.Configuration.Foreign;

/// <summary>What a run takes from other tools, as asked for, before anything was looked up.</summary>
/// <param name="Maps">Maps from files, each <c>NAME=DIR</c>.</param>
/// <param name="Externals">Commands that make maps, each <c>NAME=COMMAND</c>, <c>NAME@VERSION=COMMAND</c>, or a command alone, which is
/// called by its script.</param>
public sealed record ForeignChoice(IReadOnlyList<string> Maps, IReadOnlyList<string> Externals)
{
    /// <summary>Nothing.</summary>
    public static ForeignChoice None { get; } = new([], []);

    /// <summary>How channels of these maps become one value a pixel.</summary>
    public ChannelReduction Channels { get; init; } = ChannelReduction.Sum;

    /// <summary>The time that a call of a command may take, as <see cref="Input.TimeText"/> reads it; null for
    /// <see cref="DefaultLimit"/>.</summary>
    public string? Limit { get; init; }

    /// <summary>Whether commands are started once, with <c>--serve</c>, and asked again and again.</summary>
    public bool Serves { get; init; }

    /// <summary>Whether the user has said that the commands may be run. Those that a file names are run by nobody else's word.</summary>
    public bool IsAllowed { get; init; }

    /// <summary>The time that a call of a command may take where none is given.</summary>
    public const string DefaultLimit = "10m";
}
