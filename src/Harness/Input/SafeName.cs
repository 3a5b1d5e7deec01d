namespace VisEval.Harness.Input;

/// <summary>Names as files have them.</summary>
internal static class SafeName
{
    /// <summary>The text with everything replaced that a file name cannot hold on some system.</summary>
    public static string Of(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) || "/\\:*?\"<>|".Contains(c, StringComparison.Ordinal) ? '_' : c));
}
