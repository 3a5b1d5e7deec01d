namespace VisEval.Tests.Testing;

/// <summary>Cases that take minutes and show what shorter ones show on fewer networks: with VISEVAL_TESTS=all in the environment they
/// run as well.</summary>
internal static class OnDemand
{
    private static readonly bool IsAsked = Environment.GetEnvironmentVariable("VISEVAL_TESTS") == "all";

    /// <summary>The case, which is left out unless it is asked for.</summary>
    /// <param name="test">The case.</param>
    /// <param name="isAlways">Whether it runs in any case.</param>
    public static TestCaseData Case(TestCaseData test, bool isAlways) =>
        isAlways || IsAsked ? test : test.Ignore("Takes a minute; VISEVAL_TESTS=all runs it.");
}
