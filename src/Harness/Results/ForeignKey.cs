namespace VisEval.Harness.Results;

/// <summary>How results call methods that do not come with VisEval: <c>maps:NAME</c> for maps from files, <c>external:NAME</c> for those
/// that a command makes.</summary>
internal static class ForeignKey
{
    /// <summary>The family of these methods.</summary>
    public const string Family = "foreign";

    private const string MapsPrefix = "maps:";
    private const string CommandPrefix = "external:";

    /// <summary>The key of maps from files.</summary>
    public static string OfMaps(string name) => MapsPrefix + name;

    /// <summary>The key of a command.</summary>
    public static string OfCommand(string name) => CommandPrefix + name;

    /// <summary>Whether a key is of maps from files.</summary>
    public static bool IsMaps(string key) => key.StartsWith(MapsPrefix, StringComparison.Ordinal);

    /// <summary>Whether a key is of a command.</summary>
    public static bool IsCommand(string key) => key.StartsWith(CommandPrefix, StringComparison.Ordinal);

    /// <summary>Whether a key is of either.</summary>
    public static bool Is(string key) => IsMaps(key) || IsCommand(key);

    /// <summary>The name in a key.</summary>
    public static string NameOf(string key) => key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
