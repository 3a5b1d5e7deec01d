using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace VisEval.Harness.Plugins;

/// <summary>Whether this version of VisEval has what a plug-in was compiled against.</summary>
internal static class PluginMembers
{
    private const int Shown = 5;

    /// <summary>What is missing.</summary>
    /// <param name="Members">Of VisEval, in words; null where nothing is.</param>
    /// <param name="Assemblies">Assemblies that members of VisEval are made of, by name.</param>
    public sealed record Gap(string? Members, IReadOnlyList<string> Assemblies);

    /// <summary>What is missing.</summary>
    /// <param name="assembly">The plug-in.</param>
    public static unsafe Gap Missing(Assembly assembly)
    {
        // Loaded from a file, it always has them.
        if (!assembly.TryGetRawMetadata(out var start, out var length))
            return new Gap(null, []);
        var absent = new SortedSet<string>(StringComparer.Ordinal);
        var metadata = new MetadataReader(start, length);
        var types = metadata.TypeReferences.Where(t => IsShared(metadata, t)).ToDictionary(t => t, t => NameOf(metadata, t));
        List<string> missing =
        [
            .. types.Where(t => Fails(() => assembly.ManifestModule.ResolveType(MetadataTokens.GetToken(t.Key)), absent))
                .Select(t => t.Value),
        ];
        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            // What a missing type has is missing with it.
            if (member.Parent.Kind == HandleKind.TypeReference && types.TryGetValue((TypeReferenceHandle)member.Parent, out var type)
                && !missing.Contains(type) && Fails(() => assembly.ManifestModule.ResolveMember(MetadataTokens.GetToken(handle)), absent))
                missing.Add($"{type}.{metadata.GetString(member.Name)}");
        }
        return new Gap(
            missing.Count == 0 ? null
                : $"{string.Join(", ", missing.Take(Shown))}{(missing.Count > Shown ? $" and {missing.Count - Shown} more" : "")}",
            [.. absent]);
    }

    private static bool IsShared(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var scope = metadata.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.AssemblyReference => PluginContext.Shared.ContainsKey(
                metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)scope).Name)),
            HandleKind.TypeReference => IsShared(metadata, (TypeReferenceHandle)scope),
            _ => false,
        };
    }

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var name = metadata.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{NameOf(metadata, (TypeReferenceHandle)type.ResolutionScope)}.{name}"
            : $"{metadata.GetString(type.Namespace)}.{name}";
    }

    // A member whose types lie in an assembly that is not found is no missing member.
    private static bool Fails(Action resolve, SortedSet<string> absent)
    {
        try
        {
            resolve();
            return false;
        }
        catch (FileNotFoundException fault) when (fault.FileName is { Length: > 0 } file)
        {
            absent.Add(file.Split(',')[0]);
            return false;
        }
        catch (Exception fault) when (fault is TypeLoadException or MissingMemberException or IOException or BadImageFormatException)
        {
            return true;
        }
    }
}
