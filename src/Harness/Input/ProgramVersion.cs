using System.Globalization;
using System.Reflection;

namespace VisEval.Harness.Input;

/// <summary>The version of VisEval: what <c>viseval --version</c> prints, and what runs, exported files, bundles and messages
/// say.</summary>
internal static class ProgramVersion
{
    /// <summary>The semantic version with its pre-release part, without the commit: two pre-releases are two versions, and may compute
    /// two numbers.</summary>
    public static string Text { get; } = typeof(ProgramVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The order of semantic versions, the earliest first; what is no version comes before all.</summary>
    public static IComparer<string> Order { get; } = Comparer<string>.Create(Compare);

    private static int Compare(string one, string other)
    {
        var (a, b) = (Parts(one), Parts(other));
        if (a.Release.CompareTo(b.Release) is not 0 and var order)
            return order;
        // A version comes after all its pre-releases.
        if (a.Labels.Length == 0 || b.Labels.Length == 0)
            return b.Labels.Length.CompareTo(a.Labels.Length);
        return a.Labels.Zip(b.Labels, CompareLabels).FirstOrDefault(o => o != 0) is not 0 and var found
            ? found
            : a.Labels.Length.CompareTo(b.Labels.Length);
    }

    // Numbers come before words.
    private static int CompareLabels(string one, string other) => (Number(one), Number(other)) switch
    {
        ({ } a, { } b) => a.CompareTo(b),
        ({ }, null) => -1,
        (null, { }) => 1,
        _ => string.CompareOrdinal(one, other),
    };

    private static long? Number(string label) =>
        long.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static (Version Release, string[] Labels) Parts(string text)
    {
        var parts = text.Split('+')[0].Split('-', 2);
        return (Version.TryParse(parts[0], out var release) ? release : new Version(), parts.Length == 1 ? [] : parts[1].Split('.'));
    }
}
