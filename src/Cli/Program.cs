using System.Runtime.InteropServices;
using System.Text;
using VisEval.Cli;
using VisEval.Cli.Hosting;

// Results must not depend on the code page of a terminal; a byte order mark would disturb whoever reads the pipe.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var stop = new CancellationTokenSource();

// The first signal asks; the second ends the program as the system does.
void Ask(PosixSignalContext signal)
{
    if (stop.IsCancellationRequested)
        return;
    signal.Cancel = true;
    Console.Error.WriteLine($"{(Console.IsErrorRedirected ? "" : "\n")}Stopping; a second signal ends the program at once.");
    stop.Cancel();
}
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask);

var host = new CliHost(Console.Out, Console.Error)
{
    OutIsTerminal = !Console.IsOutputRedirected,
    ErrorIsTerminal = !Console.IsErrorRedirected,
    Colours = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
    Width = Console.IsOutputRedirected ? 120 : Math.Max(Console.WindowWidth, 40),
    ErrorWidth = Console.IsErrorRedirected || Console.IsOutputRedirected ? 80 : Math.Max(Console.WindowWidth, 40),
    Stop = stop.Token,
};
return CliApp.Run(args, host);
