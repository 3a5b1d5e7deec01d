using System.Reflection;
using System.Text.Json;

namespace VisEval.Core;

/// <summary>What kept a file from being read or written, in words for its user: the runtime's own sentences name types of the program,
/// repeat the path, and advise programmers.</summary>
public static class FaultText
{
    /// <summary>A part of a sentence, without a full stop.</summary>
    public static string Of(Exception fault) => Printable.Visible(Words(CauseOf(fault)));

    /// <summary>What was really thrown: the runtime wraps what a constructor, the initializer of a type or of a module, or one of several
    /// threads throws, in a sentence that does not repeat it.</summary>
    public static Exception CauseOf(Exception fault) => fault switch
    {
        TargetInvocationException { InnerException: { } inner } => CauseOf(inner),
        TypeInitializationException { InnerException: { } inner } => CauseOf(inner),
        AggregateException { InnerExceptions: [var only] } => CauseOf(only),
        _ => fault,
    };

    private static string Words(Exception fault) => fault switch
    {
        FileNotFoundException => "there is no such file",
        DirectoryNotFoundException => "there is no such folder",
        UnauthorizedAccessException => "it is a folder, or permission is denied",
        PathTooLongException => "its path is too long",
        EndOfStreamException => "it ends too early",
        JsonException json => Of(json),
        InvalidDataException => "its content is damaged",
        IOException => fault.Message.Split(" : '")[0].TrimEnd('.'),
        _ => fault.Message.TrimEnd('.'),
    };

    // The path is that of the innermost value that could not be read, "$" for the whole.
    private static string Of(JsonException fault) =>
        // What the reader of the text itself found stands inside.
        fault.InnerException is JsonException || fault.Path is null ? $"it is not valid JSON{Line(fault)}"
        : Missing(fault) is { Length: > 0 } missing ? $"fields are missing: {missing}{Line(fault)}"
        : fault.Path.Length > 1 ? $"the value of {fault.Path.TrimStart('$', '.')} is not what belongs there{Line(fault)}"
        : $"fields are missing or of another kind{Line(fault)}";

    // Their names stand nowhere but in the runtime's sentence.
    private static string Missing(JsonException fault)
    {
        const string before = "including: ";
        var start = fault.Message.IndexOf(before, StringComparison.Ordinal);
        var end = fault.Message.LastIndexOf('\'');
        return start < 0 ? "" : fault.Message[(start + before.Length)..(end + 1)];
    }

    private static string Line(JsonException fault) => fault.LineNumber is { } line
        ? FormattableString.Invariant($" (line {line + 1}, column {fault.BytePositionInLine + 1})")
        : "";
}
