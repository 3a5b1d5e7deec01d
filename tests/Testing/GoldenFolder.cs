namespace VisEval.Tests.Testing;

/// <summary>The reference numbers that ship with the tests.</summary>
public static class GoldenFolder
{
    /// <summary>The full path of a file in tests/Goldens.</summary>
    public static string PathOf(string file) => Path.Combine(Repository.Root, "tests", "Goldens", file);
}
