using System.Diagnostics;
using System.Reflection;

namespace VisEval.Tests.Harness.Plugins;

/// <summary>Assemblies that a test compiles with the compiler of the SDK, against this build of VisEval.</summary>
internal static class CompiledPlugin
{
    /// <summary>What the SDK and a plug-in's project would import.</summary>
    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using VisEval.Core;
        global using VisEval.Methods;
        global using VisEval.Metrics;
        global using VisEval.Onnx.Models;

        """;

    private static string Compiler { get; } =
        typeof(CompiledPlugin).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Compiler").Value!;

    /// <summary>A method of the given name and declaration whose map is the image's first channel times <c>factor</c>.</summary>
    public static string Method(string name, string declaration = "public sealed record Mine", double factor = 1) =>
        $$"""
        namespace Mine.Own {
        [Named("{{name}}"), Paper("Nobody", 2026), Needs(Needs.Forward), Passes("1")]
        {{declaration}} : IAttributionMethod
        {
            public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
            [
                .. Enumerable.Range(0, batch.Count).Select(i => new Attribution(new Tensor(
                    [.. batch.Values.Item(i)[..(batch.Size.Height * batch.Size.Width)].ToArray().Select(v => {{factor}}f * v)],
                    batch.Size.Height, batch.Size.Width))),
            ];
        } }

        """;

    /// <summary>Compiles a source that sees VisEval's usual namespaces into an assembly; returns its path.</summary>
    public static string Of(string folder, string file, string source, params IReadOnlyList<string> references) =>
        Compiled(folder, file, [Usings, source], references);

    /// <summary>Compiles sources into an assembly, with the documentation beside it; returns its path.</summary>
    /// <param name="folder">Where it is written.</param>
    /// <param name="file">The file; its name is the assembly's.</param>
    /// <param name="sources">The sources.</param>
    /// <param name="references">What it uses beside the assemblies of this program; of the same name, in their place.</param>
    public static string Compiled(string folder, string file, IReadOnlyList<string> sources, params IReadOnlyList<string> references)
    {
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        List<string> texts = [.. sources.Select((_, i) => $"{path}.{i}.cs")];
        foreach (var (i, text) in texts.Index())
            File.WriteAllText(text, sources[i]);
        var names = references.Select(r => Path.GetFileName(r)).Append(Path.GetFileName(path)).ToHashSet();
        var known = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(a => !names.Contains(Path.GetFileName(a)));
        File.WriteAllLines($"{path}.rsp",
        [
            "-nologo", "-target:library", "-nullable", "-langversion:latest", "-nostdlib", "-deterministic", "-nowarn:1591",
            $"-out:\"{path}\"", $"-doc:\"{Path.ChangeExtension(path, "xml")}\"",
            .. known.Concat(references).Select(r => $"-reference:\"{r}\""), .. texts.Select(t => $"\"{t}\""),
        ]);
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Compiler, "-noconfig", $"@{path}.rsp"])
        {
            RedirectStandardOutput = true,
        })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, said);
        return path;
    }
}
