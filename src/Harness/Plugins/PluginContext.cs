using System.Reflection;
using System.Runtime.Loader;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Plugins;

/// <summary>Where the assemblies of one plug-in are loaded: those of VisEval are the program's own, so that types are the same; others are
/// looked for beside the plug-in first, as its .deps.json says, or in its folder where it has none.</summary>
internal sealed class PluginContext : AssemblyLoadContext
{
    // What members of VisEval take and give, beside its own types: a copy's types would be others, and the members seem to be missing.
    // It stands above what is made of it.
    private static readonly string[] Spoken = ["SkiaSharp", "Microsoft.Data.Sqlite"];

    private readonly AssemblyDependencyResolver _files;

    /// <summary>A context for a plug-in.</summary>
    /// <param name="path">Full path of its file.</param>
    /// <exception cref="InvalidOperationException">The .deps.json beside it is damaged.</exception>
    public PluginContext(string path)
        : base(Path.GetFileName(path)) => _files = new AssemblyDependencyResolver(path);

    /// <summary>The assemblies of this program that a plug-in shares, by name.</summary>
    public static IReadOnlyDictionary<string, Assembly> Shared { get; } = Reached(typeof(PluginContext).Assembly)
        .ToDictionary(a => a.GetName().Name!);

    /// <summary>The file of an assembly of the plug-in's own; null where the program or the runtime has it.</summary>
    public string? FileOf(AssemblyName name) => Shared.ContainsKey(name.Name!) ? null : _files.ResolveAssemblyToPath(name);

    /// <summary>Whether an assembly can be had, from here or from the program.</summary>
    public bool Has(AssemblyName name)
    {
        try
        {
            return Shared.ContainsKey(name.Name!) || LoadFromAssemblyName(name) is not null;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) => Shared.GetValueOrDefault(assemblyName.Name!)
        ?? (FileOf(assemblyName) is { } file ? LoadFromAssemblyPath(file) : null);

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _files.ResolveUnmanagedDllToPath(unmanagedDllName) is { } file ? LoadUnmanagedDllFromPath(file) : 0;

    // Beside VisEval's own what runs its networks, since a process has that once, and what its members speak of.
    private static List<Assembly> Reached(Assembly own)
    {
        var reached = new List<Assembly> { own };
        for (var i = 0; i < reached.Count; i++)
            foreach (var name in reached[i].GetReferencedAssemblies()
                .Where(n => IsOwn(n) || Spoken.Contains(n.Name) || reached[i] == typeof(IModel).Assembly))
                if (reached.All(a => a.GetName().Name != name.Name))
                    reached.Add(GetLoadContext(own)!.LoadFromAssemblyName(name));
        return reached;
    }

    private static bool IsOwn(AssemblyName name) => name.Name!.StartsWith("VisEval.", StringComparison.Ordinal);
}
