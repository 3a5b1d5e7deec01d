using System.Text;
using VisEval.Cli.Hosting;
using VisEval.Harness.Reports.Text;

namespace VisEval.Cli.Output;

/// <summary>What a person looks at: characters of foreign names and messages that would control the terminal or turn the direction of
/// writing are spelt out (<see cref="VisibleText"/>), whoever writes them: on a terminal, and always on standard error, which people read
/// in the end wherever it goes. Results in a pipe or a file stay as they are.</summary>
internal sealed class VisibleWriter : TextWriter
{
    private readonly TextWriter _inner;

    private VisibleWriter(TextWriter inner)
        : base(inner.FormatProvider)
    {
        _inner = inner;
        CoreNewLine = inner.NewLine.ToCharArray();
    }

    /// <summary>A host whose terminals and standard error are written through one.</summary>
    public static CliHost On(CliHost host) => host with
    {
        Out = host.OutIsTerminal ? new VisibleWriter(host.Out) : host.Out,
        Error = new VisibleWriter(host.Error),
    };

    /// <summary>The terminal itself, for what draws on it and cleans its texts before.</summary>
    public static TextWriter Inner(TextWriter writer) => writer is VisibleWriter visible ? visible._inner : writer;

    /// <inheritdoc/>
    public override Encoding Encoding => _inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Write(value.ToString());

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    // A carriage return alone writes over what stands in the line.
    /// <inheritdoc/>
    public override void Write(string? value) =>
        _inner.Write(VisibleText.Of(value ?? "").ReplaceLineEndings("\n").Replace("\n", NewLine, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Write(value + NewLine);

    /// <inheritdoc/>
    public override void Flush() => _inner.Flush();
}
