using System.Net.Sockets;
using System.Text;
using static VisEval.Tests.Server.ServerProcess;

namespace VisEval.Tests.Server;

/// <summary>Who sends a picture slowly waits for nobody but himself, and not for ever.</summary>
public sealed class SlowUploadTests
{
    [Test]
    public async Task Slow_ones_hold_up_nobody()
    {
        using var ending = new CancellationTokenSource();
        using var server = ServerProcess.Start(ServedScene.Folder, Network("residual"), "a");
        List<TcpClient> slow = [];
        List<Task> dripping = [];
        try
        {
            for (var i = 0; i < 2 * Environment.ProcessorCount; i++)
            {
                slow.Add(await Begun(server));
                dripping.Add(Drip(slow[^1], ending.Token));
            }
            await Task.Delay(TimeSpan.FromSeconds(0.5));
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            Assert.That((await server.Client.GetAsync("api/runs/0", patience.Token)).IsSuccessStatusCode);
            var answer = server.Explain("0/explain?method=gradient", await File.ReadAllBytesAsync(Picture("one-000")));
            Assert.That(await Task.WhenAny(answer, Task.Delay(TimeSpan.FromSeconds(20))), Is.SameAs(answer), "others have held it up");
            Assert.That((await answer).IsSuccessStatusCode);
            Assert.That(dripping, Has.None.Property(nameof(Task.IsCompleted)).True, "they are still being read");
        }
        finally
        {
            await ending.CancelAsync();
            slow.ForEach(s => s.Dispose());
        }
    }

    [Test]
    public async Task One_that_takes_too_long_is_told_so_in_words_of_its_own()
    {
        using var ending = new CancellationTokenSource();
        using var server = ServerProcess.Start(ServedScene.Folder, Network("residual"), "--time-limit", "1");
        using var slow = await Begun(server);
        var dripping = Drip(slow, ending.Token);
        using var reader = new StreamReader(slow.GetStream());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        Assert.That(await reader.ReadLineAsync(patience.Token), Does.Contain(" 408 "));
        var answer = new StringBuilder();
        while (!answer.ToString().Contains("errors", StringComparison.Ordinal))
            answer.AppendLine(await reader.ReadLineAsync(patience.Token));
        Assert.That(answer.ToString(), Does.Contain("The picture did not arrive within 1 seconds.").And.Not.Contain("method"));
        await ending.CancelAsync();
    }

    [Test]
    public async Task Runs_and_comparisons_end_with_the_time_limit()
    {
        using var server = ServerProcess.Start(ServedScene.Folder, "a", "b", "--time-limit", "0.001");
        foreach (var address in new[] { "api/runs/0", "api/compare?baseline=0&current=1" })
            await Refused(await server.Client.GetAsync(address), 503, "It took longer than 0.001 seconds");
    }

    private static async Task<TcpClient> Begun(ServerProcess server)
    {
        var client = new TcpClient();
        var address = new Uri(server.Address);
        await client.ConnectAsync(address.Host, address.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/networks/0/explain?method=gradient HTTP/1.1\r\nHost: localhost:{address.Port}\r\n"
            + "Content-Type: application/octet-stream\r\nContent-Length: 1000000\r\n\r\n"));
        return client;
    }

    // Above the least rate that the server asks for by itself.
    private static async Task Drip(TcpClient client, CancellationToken ending)
    {
        try
        {
            while (!ending.IsCancellationRequested)
            {
                await client.GetStream().WriteAsync(new byte[100], ending);
                await Task.Delay(100, ending);
            }
        }
        catch (Exception end) when (
            end is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }
}
