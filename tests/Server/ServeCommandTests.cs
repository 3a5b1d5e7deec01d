using System.Diagnostics;
using VisEval.Cli.Hosting;
using VisEval.Core;
using VisEval.Tests.Cli;

namespace VisEval.Tests.Server;

/// <summary>The command: what it refuses, how it ends.</summary>
public sealed class ServeCommandTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    [Test]
    public void Every_mistake_is_said_and_nothing_is_started()
    {
        using var folder = new TemporaryFolder();
        CliRun.Of(folder.Path, "serve", "nowhere", "--port", "70000", "--time-limit", "0", "--preprocessing", "imgenet").IsRefused(
            "'nowhere' is neither a run directory (with a run.json) nor a network",
            "--port 70000 is not allowed; --port is a port from 1 to 65535, or 0 for a free one.",
            "--time-limit 0 is not allowed");
    }

    [Test]
    public void Something_to_serve_is_needed() => CliRun.Of(".", "serve").IsRefused("RUN|BASELINE|MODEL");

    [Test]
    public void A_file_that_is_no_network_is_refused_before_anything_listens()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["broken.onnx"], "no network");
        using var process = ServerProcess.Begin(folder.Path, ["serve", "broken.onnx", "--port", "0"]);
        Assert.That(process.StandardError.ReadToEnd(), Does.Contain("broken.onnx"));
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.EqualTo(ExitStatus.WrongInput));
        Assert.That(process.StandardOutput.ReadToEnd(), Is.Empty);
    }

    [Test]
    public void A_port_that_is_taken_is_said()
    {
        var taken = new Uri(ServedScene.Server.Address).Port;
        using var process = ServerProcess.Begin(ServedScene.Folder, ["serve", "a", "--port", $"{taken}"]);
        Assert.That(process.StandardError.ReadToEnd(), Does.Contain("address already in use").And.Contain("--port 0 takes a free one"));
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.EqualTo(ExitStatus.WrongInput));
    }

    [Test]
    public async Task Only_with_public_other_machines_are_answered_and_that_is_said_loudly()
    {
        using var server = ServerProcess.Start(ServedScene.Folder, "a", "--public");
        Assert.That(await server.Process.StandardError.ReadLineAsync(), Does.Contain("WHOEVER REACHES THIS MACHINE"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/about");
        request.Headers.Host = "machine.example";
        Assert.That((await server.Client.SendAsync(request)).IsSuccessStatusCode);
    }

    [TestCase("INT")]
    [TestCase("TERM")]
    public async Task A_signal_ends_both_within_two_seconds_whatever_is_at_work(string signal)
    {
        using var server = ServerProcess.Start(ServedScene.Folder, ServerProcess.Network("residual"));
        var slow = server.Explain(
            "0/explain?method=rise:masks=100000", await File.ReadAllBytesAsync(ServerProcess.Picture("one-000")));
        await Task.Delay(500);
        if (Ignores(server.Process, signal))
            Assert.Ignore($"What is started here ignores SIG{signal}, as what a shell starts in the background does.");
        Signal(signal, server.Process);
        Assert.That(server.Process.WaitForExit(Patience), "viseval");
        Assert.That(server.Process.ExitCode, Is.Zero);
        await AssertGone(server);
        Assert.That(async () => (await slow).IsSuccessStatusCode ? "answered" : throw new HttpRequestException(),
            Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task The_server_ends_when_viseval_is_killed()
    {
        using var server = ServerProcess.Start(ServedScene.Folder, "a");
        server.Process.Kill();
        await AssertGone(server);
    }

    [Test]
    public async Task What_takes_too_long_is_stopped_and_said()
    {
        using var server = ServerProcess.Start(ServedScene.Folder, ServerProcess.Network("residual"), "--time-limit", "0.5");
        await ServerProcess.Refused(
            await server.Explain(
                "0/explain?method=rise:masks=100000", await File.ReadAllBytesAsync(ServerProcess.Picture("one-000"))),
            503, "It took longer than 0.5 seconds and was stopped.");
    }

    [Test]
    public void Settings_that_lie_in_the_current_folder_do_not_open_the_machine()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["appsettings.json"], """
            { "AllowedHosts": "*", "Urls": "http://0.0.0.0:0", "Kestrel": { "Endpoints": { "All": { "Url": "http://0.0.0.0:0" } } } }
            """);
        using var server = ServerProcess.Start(folder.Path, Path.Combine(ServedScene.Folder, "a"));
        Assert.That(server.Process.StandardOutput.ReadLineAsync().Wait(500), Is.False, "one address only");
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/about");
        request.Headers.Host = "machine.example";
        Assert.That((int)server.Client.Send(request).StatusCode, Is.EqualTo(400));
    }

    [Test]
    public void Without_the_runtime_of_asp_net_a_sentence_says_so()
    {
        using var folder = new TemporaryFolder();
        const string name = "VisEval.Server";
        File.Copy(Path.Combine(AppContext.BaseDirectory, $"{name}.dll"), folder[$"{name}.dll"]);
        File.WriteAllText(folder[$"{name}.runtimeconfig.json"], """
            { "runtimeOptions": { "framework": { "name": "Microsoft.AspNetCore.App", "version": "99.0.0" } } }
            """);
        var host = new CliHost(TextWriter.Null, TextWriter.Null) { ProgramDirectory = folder.Path, CurrentDirectory = folder.Path };
        using var program = ProgramBeside.Start(name, "serve", [], new Dictionary<string, string>(), host);
        Assert.That(() => program.Wait(host), Throws.TypeOf<InputException>().With.Message.StartsWith(
            "serve is a program of its own, for which the runtime of ASP.NET must be installed: it was not found."));
    }

    [Test]
    public void A_program_that_is_not_there_is_named()
    {
        using var folder = new TemporaryFolder();
        var host = new CliHost(TextWriter.Null, TextWriter.Null) { ProgramDirectory = folder.Path };
        Assert.That(
            () => ProgramBeside.Start("VisEval.Server", "serve", [], new Dictionary<string, string>(), host),
            Throws.TypeOf<InputException>().With.Message.Contains("VisEval.Server.dll is missing beside viseval"));
    }

    private static async Task AssertGone(ServerProcess server)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < Patience)
            try
            {
                using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(1) };
                await client.GetAsync(server.Address);
                await Task.Delay(50);
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
            {
                return;
            }
        Assert.Fail("The server still answers.");
    }

    // Of the mask of ignored signals, bit n - 1 is signal n.
    private static bool Ignores(Process process, string signal)
    {
        var mask = File.ReadLines($"/proc/{process.Id}/status").First(l => l.StartsWith("SigIgn:", StringComparison.Ordinal))[7..].Trim();
        return (Convert.ToUInt64(mask, 16) >> ((signal == "INT" ? 2 : 15) - 1) & 1) == 1;
    }

    private static void Signal(string signal, Process process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        kill.WaitForExit();
    }
}
