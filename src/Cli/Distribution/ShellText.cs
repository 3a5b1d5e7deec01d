namespace VisEval.Cli.Distribution;

/// <summary>Words of a POSIX shell.</summary>
internal static class ShellText
{
    private const string Plain = "-_./:=,@%+";

    /// <summary>A word that a shell reads as this text.</summary>
    public static string Quoted(string text) => text.Length > 0 && text.All(IsPlain)
        ? text
        : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || Plain.Contains(c, StringComparison.Ordinal);
}
