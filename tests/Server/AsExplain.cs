using VisEval.Harness.Input;
using VisEval.Tests.Cli;

namespace VisEval.Tests.Server;

/// <summary>Compares an answer of the server with the files that <c>explain</c> writes.</summary>
internal static class AsExplain
{
    /// <summary>Asserts that overlay and map are those of the command; gives what the command said on standard error.</summary>
    /// <param name="server">The server; its first network is asked.</param>
    /// <param name="folder">Where the command runs.</param>
    /// <param name="image">The picture.</param>
    /// <param name="method">The method.</param>
    /// <param name="target">The class; empty for the network's first choice.</param>
    /// <param name="arguments">The model, and what else the command is told.</param>
    public static async Task<string> Check(
        ServerProcess server, string folder, string image, string method, string target, params IReadOnlyList<string> arguments)
    {
        string[] asked = target.Length > 0 ? ["--target", target] : [];
        var run = CliRun.Of(
            folder, ["explain", "--image", image, "--method", method, .. asked, .. arguments, "--format", "png,npy", "--out", "explained"]);
        run.IsDone();
        var answer = await ServerProcess.JsonOf(await server.Explain(
            $"0/explain?method={Uri.EscapeDataString(method)}&class={target}", await File.ReadAllBytesAsync(Path.Combine(folder, image))));
        var files = Directory.GetFiles(Path.Combine(folder, "explained"));
        Assert.That(
            answer.GetProperty("overlay").GetBytesFromBase64(),
            Is.EqualTo(await File.ReadAllBytesAsync(files.Single(f => Path.GetExtension(f) == ".png"))));
        var written = NpyFile.Read(files.Single(f => Path.GetExtension(f) == ".npy"));
        var served = NpyFile.Parse(answer.GetProperty("array").GetBytesFromBase64(), "served");
        Assert.That(served.Shape.ToArray(), Is.EqualTo(written.Shape.ToArray()[1..]));
        // Without --raw the command divides every map by its largest absolute value.
        var largest = served.Values.Max(Math.Abs);
        Assert.That(served.Values.Select(v => v / largest), Is.EqualTo(written.Values).Within(1e-6));
        Assert.That(largest, Is.GreaterThan(0));
        return run.Error;
    }
}
