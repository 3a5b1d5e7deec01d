using System.CommandLine;
using System.Text.Json;
using VisEval.Cli.Hosting;
using VisEval.Cli.Options;

namespace VisEval.Cli.Commands;

/// <summary><c>viseval serve</c>: a page on this machine that explains pictures, and shows and compares runs.</summary>
internal static class ServeCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliHost host, SharedOptions shared)
    {
        var options = new ServeOptions();
        var command = new Command("serve", "A page on this machine: explain a picture, look at runs, compare them.");
        options.AddTo(command);
        command.SetAction(parse =>
        {
            var read = new ArgumentReader(parse);
            var request = options.Read(read, host.CurrentDirectory, Runtime(parse.GetValue(shared.Runtime), host), host.Error.WriteLine);
            read.ThrowIfAny();
            if (options.IsPublic(read))
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
}
