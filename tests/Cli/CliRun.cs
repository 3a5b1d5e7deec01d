using VisEval.Cli;

namespace VisEval.Tests.Cli;

/// <summary>One run of the program inside the test: its exit status and what it wrote.</summary>
internal sealed record CliRun(int Status, string Out, string Error)
{
    /// <summary>Runs a command line in a folder.</summary>
    public static CliRun Of(string folder, params IReadOnlyList<string> args) => Of(folder, CancellationToken.None, args);

    /// <summary>The same, with a request to stop.</summary>
    public static CliRun Of(string folder, CancellationToken stop, IReadOnlyList<string> args)
    {
        folder = Path.GetFullPath(folder);
        using var output = new StringWriter();
        using var error = new StringWriter();
        var status = CliApp.Run(args, new CliHost(output, error) { CurrentDirectory = folder, ProgramDirectory = folder, Stop = stop });
        return new CliRun(status, output.ToString(), error.ToString());
    }

    /// <summary>Asserts that the arguments were refused: status 2, nothing on standard output, every sentence on standard error.</summary>
    public void IsRefused(params IReadOnlyList<string> sentences) => Assert.Multiple(() =>
    {
        Assert.That(Status, Is.EqualTo(ExitStatus.WrongInput), Error);
        Assert.That(Out, Is.Empty);
        foreach (var sentence in sentences)
            Assert.That(Error, Does.Contain(sentence));
    });
}
