using VisEval.Cli;
using VisEval.Cli.Hosting;

namespace VisEval.Tests.Cli;

/// <summary>One run of the program inside the test: its exit status and what it wrote.</summary>
internal sealed record CliRun(int Status, string Out, string Error)
{
    /// <summary>Runs a command line in a folder.</summary>
    public static CliRun Of(string folder, params IReadOnlyList<string> args)
    {
        using var error = new StringWriter();
        return Of(folder, error, CancellationToken.None, args);
    }

    /// <summary>Runs a command line that is asked to stop when it writes a line with some text on standard error.</summary>
    public static CliRun StoppedAt(string text, string folder, params IReadOnlyList<string> args)
    {
        using var stop = new CancellationTokenSource();
        using var error = new Watched(text, stop.Cancel);
        return Of(folder, error, stop.Token, args);
    }

    /// <summary>Asserts that the arguments were refused: status 2, nothing on standard output, every sentence on standard error.</summary>
    public void IsRefused(params IReadOnlyList<string> sentences) => Assert.Multiple(() =>
    {
        Assert.That(Status, Is.EqualTo(ExitStatus.WrongInput), Error);
        Assert.That(Out, Is.Empty);
        foreach (var sentence in sentences)
            Assert.That(Error, Does.Contain(sentence));
    });

    /// <summary>Asserts that everything was done: status 0.</summary>
    public void IsDone() => Assert.That(Status, Is.EqualTo(ExitStatus.Done), Error);

    private static CliRun Of(string folder, StringWriter error, CancellationToken stop, IReadOnlyList<string> args)
    {
        folder = Path.GetFullPath(folder);
        using var output = new StringWriter();
        // Whatever else runs on the machine: work that stops by itself is waited for.
        var host = new CliHost(output, error)
        {
            CurrentDirectory = folder,
            ProgramDirectory = folder,
            Stop = stop,
            Grace = TimeSpan.FromMinutes(1),
        };
        var status = CliApp.Run(args, host);
        return new CliRun(status, output.ToString(), error.ToString());
    }

    private sealed class Watched(string text, Action seen) : StringWriter
    {
        public override void WriteLine(string? value) => Write(value + NewLine);

        public override void Write(string? value)
        {
            base.Write(value);
            if (value?.Contains(text, StringComparison.Ordinal) == true)
                seen();
        }
    }
}
