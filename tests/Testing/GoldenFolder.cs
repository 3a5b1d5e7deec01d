using System.Runtime.CompilerServices;

namespace VisEval.Tests.Testing;

/// <summary>The reference numbers that ship with the tests.</summary>
public static class GoldenFolder
{
    /// <summary>The full path of a file in tests/Goldens.</summary>
    public static string PathOf(string file) => Path.Combine(Root(), file);

    private static string Root([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "Goldens");
}
