using System.CommandLine;
using System.CommandLine.Invocation;
using VisEval.Cli.Commands;
using VisEval.Cli.Hosting;
using VisEval.Cli.Options;
using VisEval.Cli.Output;
using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Harness.Plugins;
using VisEval.Harness.Results;
using VisEval.Onnx.Engine;

namespace VisEval.Cli;

/// <summary>The program <c>viseval</c>.</summary>
public static class CliApp
{
    // What is wrong is quoted, and what people bring may have names of a million characters.
    private const int LongestMistake = 4000;

    /// <summary>Runs one command line.</summary>
    /// <param name="args">What follows the program's name.</param>
    /// <param name="host">Where it runs.</param>
    /// <returns>An <see cref="ExitStatus"/>.</returns>
    public static int Run(IReadOnlyList<string> args, CliHost host)
    {
        host = VisibleWriter.On(host);
        var shared = new SharedOptions();
        var root = Root(host, shared);
        // No response files: a unit may well contain an @.
        var parse = root.Parse(
            PluginWords.Apart(args), new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        // Asking for help or the version ends in an action that clears the errors.
        if (parse.Action is not { ClearsParseErrors: true } && SyntaxMistakes.Of(parse) is { Count: > 0 } mistakes)
        {
            foreach (var mistake in mistakes)
                host.Error.WriteLine(mistake);
            host.Error.WriteLine($"'{CommandPath(parse.CommandResult.Command)} --help' shows what can be asked.");
            return ExitStatus.WrongInput;
        }
        try
        {
            UseRuntime(parse, shared, host);
            return parse.Invoke(new InvocationConfiguration
            {
                Output = host.Out,
                Error = host.Error,
                EnableDefaultExceptionHandler = false,
            });
        }
        catch (InputException e)
        {
            foreach (var mistake in e.Errors)
                host.Error.WriteLine(mistake.Length > LongestMistake ? $"{mistake[..LongestMistake]}…" : mistake);
            return ExitStatus.WrongInput;
        }
        catch (OutputException e)
        {
            host.Error.WriteLine(e.Message);
            return ExitStatus.Failed;
        }
        // Code of other people has cancellations of its own: those are failures.
        catch (OperationCanceledException) when (host.Stop.IsCancellationRequested)
        {
            host.Error.WriteLine("Stopped.");
            return ExitStatus.Failed;
        }
        // Whatever else goes wrong is written for the user, in one line or with its stack trace.
        catch (Exception e)
        {
            host.Error.WriteLine(parse.GetValue(shared.Verbose) ? e.ToString() : Short(e));
            return ExitStatus.Failed;
        }
    }

    /// <summary>The version of the program, without the commit.</summary>
    public static string Version => ProgramVersion.Text;

    private static string Short(Exception error)
    {
        var (cause, plugin) = (FaultText.CauseOf(error), PluginFault.FileOf(error) is { } file ? $"plug-in {file}: " : "");
        return $"{plugin}{cause.Message} ({cause.GetType().Name}; --verbose shows more)";
    }

    private static RootCommand Root(CliHost host, SharedOptions shared)
    {
        var root = new RootCommand(
            "Compares visualization methods of image classifiers: explains ONNX models, scores the explanations, reports.")
        {
            shared.Quiet,
            shared.Verbose,
            shared.Runtime,
            RunCommand.Create(host, shared),
            PlanCommand.Create(host),
            SubmitCommand.Create(host, shared),
            WorkCommand.Create(host, shared),
            WatchCommand.Create(host, shared),
            ExplainCommand.Create(host, shared),
            ExportCommand.Create(host, shared),
            RepresentCommand.Create(host, shared),
            ScoreCommand.Create(host, shared),
            CompareCommand.Create(host, shared),
            CheckCommand.Create(host),
            MergeCommand.Create(host, shared),
            LaunchCommand.Create(host, shared),
            ReportCommand.Create(host, shared),
            PackCommand.Create(host, shared),
            VerifyCommand.Create(host, shared),
            VisualizeCommand.Create(host, shared),
            ServeCommand.Create(host, shared),
            ListCommand.Create(host),
            DatasetCommand.Create(host),
            SchemaCommand.Create(host),
            CompletionCommand.Create(host),
        };
        root.Options.OfType<VersionOption>().Single().Action = new ShowVersion(host);
        return root;
    }

    // Before anything asks the runtime for something, since a process has one.
    private static void UseRuntime(ParseResult parse, SharedOptions shared, CliHost host)
    {
        if (parse.GetValue(shared.Runtime) is { } named)
            RuntimeLibrary.Use(Path.GetFullPath(named, host.CurrentDirectory));
        else if (Environment.GetEnvironmentVariable(SharedOptions.RuntimeVariable) is { Length: > 0 } variable && OpensNetworks(parse))
            RuntimeLibrary.Use(Path.GetFullPath(variable, host.CurrentDirectory), SharedOptions.RuntimeVariable);
    }

    // Who only asks for help, or reads results, is not to be stopped by a variable that was set for something else.
    private static bool OpensNetworks(ParseResult parse) =>
        parse.CommandResult.Command is not OfflineCommand && parse.Action is not { ClearsParseErrors: true };

    private static string CommandPath(Command command) => command is RootCommand ? "viseval"
        : $"{CommandPath(command.Parents.OfType<Command>().Single())} {command.Name}";

    private sealed class ShowVersion(CliHost host) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            host.Out.WriteLine(Version);
            return ExitStatus.Done;
        }
    }
}
