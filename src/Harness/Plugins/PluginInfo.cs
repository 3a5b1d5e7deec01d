using System.Text.Json.Serialization;

namespace VisEval.Harness.Plugins;

/// <summary>A plug-in of a run: an entry of the member <c>plugins</c> of run.json.</summary>
/// <param name="Name">The name of its assembly.</param>
/// <param name="Version">The version of its assembly.</param>
/// <param name="Path">Where its file lay; tells no numbers apart.</param>
/// <param name="Sha256">The hash of its file.</param>
/// <param name="Units">What it adds, as <c>kind name</c>: <c>method my-method</c>.</param>
internal sealed record PluginInfo(string Name, string Version, string Path, string Sha256, IReadOnlyList<string> Units)
{
    /// <summary>The assemblies of its own that it uses; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PluginFile>? Uses { get; init; }

    /// <summary>Whether some of its units are metrics, of maps, of costs or of the pictures of visualizers.</summary>
    [JsonIgnore]
    public bool HasMetrics => Units.Any(u => u.Split(' ')[..^1][^1] == "metric");

    /// <summary>Whether another plug-in has the same bytes, and so makes the same numbers.</summary>
    public bool IsSameBuild(PluginInfo other) => (Name, Sha256) == (other.Name, other.Sha256)
        && (Uses ?? []).SequenceEqual(other.Uses ?? []);

    /// <summary>Its name and the first digits of its hash, for a sentence.</summary>
    public override string ToString() => $"{Name} {Version} (SHA-256 {Sha256})";
}

/// <summary>An assembly that a plug-in brings along.</summary>
/// <param name="Name">The name of the assembly.</param>
/// <param name="Sha256">The hash of its file.</param>
internal sealed record PluginFile(string Name, string Sha256);
