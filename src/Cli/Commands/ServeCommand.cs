using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using VisEval.Cli.Hosting;
using VisEval.Cli.Options;
using VisEval.Harness.Datasets;

namespace VisEval.Cli.Commands;

/// <summary><c>viseval serve</c>: a page on this machine that explains pictures, and shows and compares runs.</summary>
internal static class ServeCommand
{
    private const int UsualPort = 5090;
    private const double UsualSeconds = 120;
    private const double MostSeconds = 86_400;

    /// <summary>The command.</summary>
    public static Command Create(CliHost host, SharedOptions shared)
    {
        var paths = new Argument<string[]>("RUN|MODEL")
        {
            Description = "Run directories and networks (.onnx files, or folders with a model.onnx); nothing else can be reached",
            Arity = ArgumentArity.OneOrMore,
        };
        var (port, seconds) = (Port(), Seconds());
        var open = new Option<bool>("--public") { Description = "Let other machines use it. Default: this machine only" };
        var preprocessing = PreprocessingOption.Create("How a picture becomes input of the networks", "what stands beside each network");
        var command = new Command("serve", "A page on this machine: explain a picture, look at runs, compare them.")
        {
            paths, port, open, preprocessing, seconds,
        };
        command.SetAction(parse =>
        {
            var read = new ArgumentReader(parse);
            var (networks, runs) = ServedPaths.Read(parse.GetValue(paths)!, host.CurrentDirectory, read.Mistake);
            PreprocessingOption.Read(preprocessing, read, host.CurrentDirectory);
            var request = new
            {
                Port = read.Value(port) ?? UsualPort,
                Public = parse.GetValue(open),
                Seconds = read.Value(seconds) ?? UsualSeconds,
                Preprocessing = parse.GetValue(preprocessing) is { } text ? PreprocessingFile.Locate(text, host.CurrentDirectory) : null,
                Runtime = Runtime(parse.GetValue(shared.Runtime), host),
                Networks = networks,
                Runs = runs,
            };
            read.ThrowIfAny();
            if (request.Public)
                host.Error.WriteLine(
                    "--public: WHOEVER REACHES THIS MACHINE OVER THE NETWORK CAN USE THE PAGE: run the networks, see these runs, keep the "
                    + "processors busy. There is no password and no encryption.");
            return Serve(JsonSerializer.Serialize(request, JsonSerializerOptions.Web), host);
        });
        return command;
    }

    private static int Serve(string request, CliHost host)
    {
        using var server = ProgramBeside.Start(
            "VisEval.Server", "serve", [], new Dictionary<string, string> { ["VISEVAL_SERVE"] = request }, host);
        return server.Wait(host);
    }

    private static string? Runtime(string? named, CliHost host) =>
        (named ?? Environment.GetEnvironmentVariable(SharedOptions.RuntimeVariable)) is { Length: > 0 } file
            ? Path.GetFullPath(file, host.CurrentDirectory)
            : null;

    private static ReadOption<int?> Port() => new("--port", (words, mistake) =>
    {
        if (int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= ushort.MaxValue)
            return port;
        mistake($"--port {words[0]} is not allowed; --port is a port from 1 to {ushort.MaxValue}, or 0 for a free one.");
        return null;
    })
    {
        HelpName = "PORT",
        Description = $"The port; 0 for a free one. The address is written on standard output. Default: {UsualPort}",
    };

    private static ReadOption<double?> Seconds() => new("--time-limit", (words, mistake) =>
    {
        if (double.TryParse(words[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            && seconds is > 0 and <= MostSeconds)
            return seconds;
        mistake($"--time-limit {words[0]} is not allowed; --time-limit is a number of seconds above 0, at most {MostSeconds}.");
        return null;
    })
    {
        HelpName = "SECONDS",
        Description = $"The time that one explanation may take. Default: {UsualSeconds}",
    };
}
