using System.Numerics;
using System.Reflection;
using System.Runtime.Loader;
using SharpFuzz;
using SharpFuzz.Common;

namespace VisEval.Tests.Harness.Fuzzing;

/// <summary>A second copy of the program that counts the branches it takes, and the branches seen so far.</summary>
/// <remarks>SharpFuzz writes a call of its counter into every branch of an assembly; afl-fuzz, which it is made for, is not
/// needed: the counters are an array of this process.</remarks>
internal sealed unsafe class Coverage : IDisposable
{
    private const int Counters = 1 << 16;
    private static readonly string[] Counted = ["VisEval.Core.dll", "VisEval.Harness.dll"];

    private readonly string _folder = Directory.CreateTempSubdirectory("viseval-coverage-").FullName;
    private readonly byte[] _map = GC.AllocateArray<byte>(Counters, pinned: true);
    private readonly byte[] _seen = new byte[Counters];
    private readonly Func<string, string, string?> _fault;

    public Coverage()
    {
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, "VisEval.*.dll"))
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        foreach (var file in Counted)
            Fuzzer.Instrument(Path.Combine(_folder, file), _ => true, Options.Value);
        fixed (byte* map = _map)
            Trace.SharedMem = map;
        var copy = new Copy(_folder).LoadFromAssemblyPath(Path.Combine(_folder, $"{typeof(Reading).Assembly.GetName().Name}.dll"));
        _fault = copy.GetType(typeof(Reading).FullName!)!.GetMethod(nameof(Reading.Fault))!.CreateDelegate<Func<string, string, string?>>();
    }

    /// <summary>Branches seen.</summary>
    public int Branches => _seen.Count(s => s != 0);

    /// <summary>Reads a file as <see cref="Reading.Fault"/> does.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="path">The file.</param>
    /// <param name="isNew">Whether a branch was taken that was not before, or twice as often as ever.</param>
    public string? Fault(string reader, string path, out bool isNew)
    {
        Array.Clear(_map);
        Trace.PrevLocation = 0;
        var fault = _fault(reader, path);
        isNew = false;
        for (var i = 0; i < Counters; i++)
        {
            var often = _map[i] == 0 ? 0 : 1 << BitOperations.Log2(_map[i]);
            isNew |= (_seen[i] & often) != often;
            _seen[i] |= (byte)often;
        }
        return fault;
    }

    /// <summary>Forgets what was seen.</summary>
    public void Forget() => Array.Clear(_seen);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // What the program uses is shared with it; the program itself is another.
    private sealed class Copy(string folder) : AssemblyLoadContext
    {
        protected override Assembly? Load(AssemblyName name) =>
            Path.Combine(folder, $"{name.Name}.dll") is var file && File.Exists(file) ? LoadFromAssemblyPath(file) : null;
    }
}
