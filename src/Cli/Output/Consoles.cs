using System.Text;
using Spectre.Console;
using VisEval.Cli.Hosting;

namespace VisEval.Cli.Output;

/// <summary>Spectre consoles that write where the host says, and draw only where a person looks.</summary>
internal static class Consoles
{
    /// <summary>The console of standard output.</summary>
    public static IAnsiConsole ForOut(CliHost host) => Create(host.Out, host.OutIsTerminal, host);

    /// <summary>The console of standard error.</summary>
    public static IAnsiConsole ForError(CliHost host) => Create(host.Error, host.ErrorIsTerminal, host);

    private static IAnsiConsole Create(TextWriter writer, bool terminal, CliHost host) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        // Bold and dim are escape sequences too: NO_COLOR asks for none.
        Ansi = terminal && host.Colours ? AnsiSupport.Detect : AnsiSupport.No,
        ColorSystem = terminal && host.Colours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        Interactive = terminal ? InteractionSupport.Detect : InteractionSupport.No,
        Out = new Output(VisibleWriter.Inner(writer), terminal, host.Width),
        // Continuous integration servers would otherwise switch colours on by their variables.
        Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
    });

    private sealed class Output(TextWriter writer, bool terminal, int width) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => terminal;

        public int Width => width;

        public int Height => 40;

        // The encoding is the writer's own.
        public void SetEncoding(Encoding encoding)
        {
        }
    }
}
