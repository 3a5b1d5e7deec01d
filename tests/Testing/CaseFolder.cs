using System.Runtime.CompilerServices;

namespace VisEval.Tests.Testing;

/// <summary>Small files that people brought and that went wrong.</summary>
public static class CaseFolder
{
    /// <summary>The full path of a file in tests/Cases.</summary>
    public static string PathOf(string file) => Path.Combine(Root(), file);

    private static string Root([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "Cases");
}
