using VisEval.Tests.Cli;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Server;

/// <summary>One server for all tests of the folder, with two networks and three runs; and a browser where there is one.</summary>
[SetUpFixture]
public sealed class ServedScene
{
    private static TemporaryFolder? _folder;
    private static TinyDataset? _tiny;

    /// <summary>The server.</summary>
    internal static ServerProcess Server { get; private set; } = null!;

    /// <summary>The browser; null where there is none.</summary>
    internal static Chromium? Browser { get; private set; }

    /// <summary>The folder that the server runs in, with the runs a, b and <see cref="Hostile"/>.</summary>
    internal static string Folder => _folder!.Path;

    /// <summary>A run whose name would be a script where names are read as HTML.</summary>
    internal const string Hostile = "<img src=x onerror=alert(1)>";

    [OneTimeSetUp]
    public static async Task Start()
    {
        (_folder, _tiny) = (new TemporaryFolder(), new TinyDataset());
        foreach (var (name, seed) in new[] { ("a", "0"), ("b", "1"), (Hostile, "2") })
            CliRun.Of(
                _tiny.Folder.Path, "run", "--dataset", "tiny", "--method", "gradient", "--method", "smoothgrad:samples=2", "--metric",
                "deletion", "--metric", "sparseness", "--seed", seed, "--quiet", "--out", _folder[name]).IsDone();
        Server = ServerProcess.Start(Folder, ServerProcess.Network("residual"), ServerProcess.Network("plain"), "a", "b", Hostile);
        Browser = await Chromium.Start();
    }

    [OneTimeTearDown]
    public static async Task Stop()
    {
        if (Browser is not null)
            await Browser.DisposeAsync();
        Server?.Dispose();
        _tiny?.Dispose();
        _folder?.Dispose();
    }
}
