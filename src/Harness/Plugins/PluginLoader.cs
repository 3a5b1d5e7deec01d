using System.Reflection;
using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Plugins;

/// <summary>Loads plug-ins: assemblies with methods, metrics, visualizers, analyses and dataset formats of other people. Their code runs
/// with the rights of the user.</summary>
internal static class PluginLoader
{
    /// <summary>Loads plug-ins, for as long as the program runs.</summary>
    /// <param name="files">Their files, as the user named them.</param>
    /// <param name="directory">Where relative paths start.</param>
    /// <param name="before">The plug-ins so far; none if null.</param>
    /// <exception cref="InputException">Every mistake in all of them, each naming the file.</exception>
    public static LoadedPlugins Load(IReadOnlyList<string> files, string directory, LoadedPlugins? before = null)
    {
        if (files.Count == 0)
            return before ?? LoadedPlugins.None;
        var mistakes = new Mistakes();
        var named = files.Select(file => (File: file, Path: Path.GetFullPath(file, directory))).GroupBy(f => f.Path).ToList();
        foreach (var twice in named.Where(g => g.Count() > 1))
            mistakes.Add($"plug-in '{twice.First().File}' is named {twice.Count()} times; name it once.");
        List<Plugin> plugins =
        [
            .. before?.All ?? [],
            .. named.Select(g => mistakes.Try(() => Load(g.Key), $"plug-in '{g.First().File}': ")).OfType<Plugin>(),
        ];
        foreach (var same in plugins.GroupBy(p => p.Info.Name).Where(g => g.Count() > 1))
            mistakes.Add($"{same.Count()} plug-ins have the name {same.Key} ({string.Join(", ", same.Select(p => p.Info.Path))}); results "
                + "would not tell them apart. Name one of them.");
        mistakes.Add(PluginNames.Mistakes(plugins));
        mistakes.ThrowIfAny();
        return new LoadedPlugins(plugins);
    }

    /// <summary>Plug-ins with the assemblies of the program that calls, which are loaded already.</summary>
    /// <param name="before">The plug-ins so far.</param>
    /// <param name="assemblies">The assemblies.</param>
    /// <exception cref="InputException">Every mistake in them.</exception>
    public static LoadedPlugins With(LoadedPlugins before, IReadOnlyList<Assembly> assemblies)
    {
        var mistakes = new Mistakes();
        List<Plugin> plugins =
        [
            .. before.All,
            .. assemblies.Select(a => mistakes.Try(() => Of(a, a.Location, Identity(a), []), $"{a.GetName().Name}: ")).OfType<Plugin>(),
        ];
        mistakes.Add(PluginNames.Mistakes(plugins));
        mistakes.ThrowIfAny();
        return new LoadedPlugins(plugins);
    }

    // Of a program in a single file its assemblies have none of their own.
    private static string Identity(Assembly assembly) => assembly.Location.Length > 0
        ? Sha256.OfFile(assembly.Location)
        : Sha256.Of(assembly.ManifestModule.ModuleVersionId.ToByteArray());

    private static Plugin Load(string path)
    {
        var image = PluginImage.Read(path);
        var name = image.Name.Name!;
        if (PluginContext.Shared.ContainsKey(name))
            throw new InputException($"{name} is a part of VisEval, and is there already.");
        if (!image.References.Any(r => PluginContext.Shared.ContainsKey(r.Name!)))
            throw new InputException(PluginUnits.None);
        try
        {
            var context = new PluginContext(path);
            var own = image.Own(context);
            var assembly = context.LoadFromAssemblyPath(path);
            // What only the body of a method uses would else be missing in the middle of a run.
            if (image.References.Where(r => !context.Has(r)).Select(r => Absent(r.Name!)).ToList() is { Count: > 0 } absent)
                throw new InputException(absent);
            if (PluginMembers.Missing(assembly) is { } missing)
                throw new InputException(Version(image, $"this one lacks {missing}"));
            return Of(assembly, path, image.Sha256, own);
        }
        catch (ReflectionTypeLoadException fault)
        {
            throw new InputException(
            [
                .. fault.LoaderExceptions.OfType<Exception>().Select(e => e is FileNotFoundException { FileName: { } file }
                    ? Absent(file.Split(',')[0])
                    : Version(image, e.Message.TrimEnd('.'))).Distinct(),
            ]);
        }
        catch (Exception fault) when (fault is BadImageFormatException or IOException or InvalidOperationException)
        {
            throw new InputException($"it cannot be loaded: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }
    }

    private static Plugin Of(Assembly assembly, string path, string sha256, IReadOnlyList<PluginFile> uses)
    {
        var (units, wrong) = PluginUnits.Of(assembly.GetTypes());
        if (wrong.Count > 0)
            throw new InputException(wrong);
        var name = assembly.GetName();
        var names = units.SelectMany(u => PluginUnits.NamesOf(u).DistinctBy(n => n.Kind)).Select(n => $"{n.Kind} {n.Name}");
        return new Plugin(
            new PluginInfo(name.Name!, name.Version?.ToString(3) ?? "0.0.0", path, sha256, [.. names])
            {
                Uses = uses.Count == 0 ? null : uses,
            },
            assembly, units);
    }

    private static string Absent(string assembly) =>
        $"it needs {assembly}, which is neither beside it nor in this program. Put {assembly}.dll into its folder: dotnet publish, or a "
        + "build with EnableDynamicLoading, does.";

    // What the runtime says names types and members, which is what its author needs.
    private static string Version(PluginImage image, string what)
    {
        var own = PluginContext.Shared.Values.Select(a => a.GetName())
            .Join(image.References, a => a.Name, r => r.Name, (a, r) => (Here: a.Version, There: r.Version))
            .OrderBy(v => v.Here == v.There).First();
        // Pre-releases of one version have the same number.
        return own.There == own.Here
            ? $"it was built against another build of VisEval, also {own.Here?.ToString(3)}: {what}. Build it against this one."
            : $"it was built against another VisEval ({own.There?.ToString(3)}; this is {own.Here?.ToString(3)}): {what}. Build it "
            + "against this one.";
    }
}
