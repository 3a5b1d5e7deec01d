namespace VisEval.Tests.Testing;

/// <summary>Looks at processes of the machine.</summary>
internal static class Processes
{
    /// <summary>Asserts that a process ends soon. One that was killed and not yet waited for by its parent is a zombie.</summary>
    /// <param name="process">Its number.</param>
    public static void AssertIsGone(string process)
    {
        Assert.That(process, Is.Not.Empty);
        Assert.That(() => IsGone(process), Is.True.After(10_000, 20), $"process {process} is killed too");
    }

    private static bool IsGone(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }
}
