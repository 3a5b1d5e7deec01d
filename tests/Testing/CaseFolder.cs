namespace VisEval.Tests.Testing;

/// <summary>Small files that people brought and that went wrong.</summary>
public static class CaseFolder
{
    /// <summary>The full path of a file in tests/Cases.</summary>
    public static string PathOf(string file) => Path.Combine(Repository.Root, "tests", "Cases", file);
}
