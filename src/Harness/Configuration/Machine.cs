using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using VisEval.Harness.Input;
using VisEval.Onnx.Engine;

namespace VisEval.Harness.Configuration;

/// <summary>Facts of the machine, for the reader of a result; no number depends on them.</summary>
internal static class Machine
{
    /// <summary>The processors this process may use.</summary>
    public static int Processors => Environment.ProcessorCount;

    /// <summary>Processor, cores, operating system, .NET and ONNX Runtime, and the hash of the program.</summary>
    public static IReadOnlyDictionary<string, string> Facts() => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["cpu"] = ProcessorName() ?? RuntimeInformation.ProcessArchitecture.ToString(),
        ["cores"] = Processors.ToString(CultureInfo.InvariantCulture),
        ["dotnet"] = RuntimeInformation.FrameworkDescription,
        ["onnxruntime"] = RuntimeLibrary.Version,
        ["os"] = $"{RuntimeInformation.OSDescription} ({RuntimeInformation.OSArchitecture})",
        ["program"] = ProgramHash(),
    };

    // What computes the numbers, so that two builds of one version are told apart; a program in one file has no assemblies to hash.
    private static string ProgramHash()
    {
        var own = typeof(Machine).Assembly;
        var files = own.GetReferencedAssemblies().Where(a => a.Name!.StartsWith("VisEval.", StringComparison.Ordinal))
            .Select(Assembly.Load).Append(own).Select(a => a.Location).Where(File.Exists);
        var hashes = files.Select(file => $"{Path.GetFileName(file)} {Sha256.OfFile(file)}").Order(StringComparer.Ordinal);
        return $"SHA-256 {Sha256.Of(Encoding.UTF8.GetBytes(string.Join('\n', hashes)))}";
    }

    // Linux states the name in a file, Windows in the environment; elsewhere the architecture has to do.
    private static string? ProcessorName()
    {
        const string source = "/proc/cpuinfo";
        var line = File.Exists(source)
            ? File.ReadLines(source).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line is null
            ? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
            : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
