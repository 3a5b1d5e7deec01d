namespace VisEval.Tests.Testing;

/// <summary>Texts compared with a stored file, exactly.</summary>
internal static class Expected
{
    /// <summary>Set to 1 to write the files anew; look at the difference before committing it.</summary>
    private const string Update = "VISEVAL_UPDATE_EXPECTATIONS";

    /// <summary>The path of a file of the tests' folder in the sources.</summary>
    public static string Path(params string[] parts)
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "VisEval.sln")))
            folder = folder.Parent;
        return folder is null
            ? throw new InvalidOperationException("The tests do not run from within the sources.")
            : System.IO.Path.Combine([folder.FullName, "tests", .. parts]);
    }

    /// <summary>Asserts that a text is what the file says.</summary>
    public static void Matches(string actual, params string[] parts)
    {
        var path = Path(parts);
        if (Environment.GetEnvironmentVariable(Update) == "1")
            File.WriteAllText(path, actual);
        Assert.That(actual, Is.EqualTo(File.ReadAllText(path)), $"Differs from {path}; {Update}=1 writes it anew.");
    }
}
