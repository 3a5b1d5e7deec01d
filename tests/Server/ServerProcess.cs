using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Server;

/// <summary><c>viseval serve</c> as a process of its own, and a client that is no browser.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private ServerProcess(Process process, string address)
    {
        (Process, Address) = (process, address);
        Client = new HttpClient { BaseAddress = new Uri(address), Timeout = Patience };
    }

    /// <summary>The process of viseval.</summary>
    public Process Process { get; }

    /// <summary>Where it listens, with a slash at the end.</summary>
    public string Address { get; }

    /// <summary>Asks it.</summary>
    public HttpClient Client { get; }

    /// <summary>A network of the embedded benchmark.</summary>
    public static string Network(string name) => Path.Combine(Repository.Root, "datasets", "scenes", "models", name);

    /// <summary>A picture of the embedded benchmark.</summary>
    public static string Picture(string name) => Path.Combine(Repository.Root, "datasets", "scenes", "images", $"{name}.png");

    /// <summary>Starts it on a free port and waits until it listens.</summary>
    /// <param name="folder">The current directory.</param>
    /// <param name="args">What follows <c>serve</c>.</param>
    public static ServerProcess Start(string folder, params IReadOnlyList<string> args)
    {
        var process = Begin(folder, ["serve", .. args, "--port", "0"]);
        var line = Task.Run(process.StandardOutput.ReadLine);
        if (line.Wait(Patience) && line.Result is { } address)
            return new ServerProcess(process, address);
        process.Kill(entireProcessTree: true);
        throw new InvalidOperationException($"It does not listen: {process.StandardError.ReadToEnd()}");
    }

    /// <summary>Starts viseval.</summary>
    public static Process Begin(string folder, IReadOnlyList<string> args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "viseval.dll"), .. args])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What it would write to disk goes where tests look.
        start.Environment["TMPDIR"] = folder;
        return Process.Start(start)!;
    }

    /// <summary>Sends a picture to be explained.</summary>
    public Task<HttpResponseMessage> Explain(string query, byte[] picture, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"api/networks/{query}") { Content = new ByteArrayContent(picture) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        change?.Invoke(request);
        return Client.SendAsync(request);
    }

    /// <summary>The JSON of an answer.</summary>
    public static async Task<JsonElement> JsonOf(HttpResponseMessage response)
    {
        using var content = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return content.RootElement.Clone();
    }

    /// <summary>Asserts that a request is refused with a sentence.</summary>
    public static async Task Refused(HttpResponseMessage response, int status, string sentence)
    {
        Assert.That((int)response.StatusCode, Is.EqualTo(status), await response.Content.ReadAsStringAsync());
        var errors = (await JsonOf(response)).GetProperty("errors").EnumerateArray().Select(e => e.GetString());
        Assert.That(errors, Has.Some.Contains(sentence));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Client.Dispose();
        if (!Process.HasExited)
            Process.Kill(entireProcessTree: true);
        Process.WaitForExit();
        Process.Dispose();
    }
}
