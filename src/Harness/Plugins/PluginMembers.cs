using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace VisEval.Harness.Plugins;

/// <summary>Whether this version of VisEval has what a plug-in was compiled against.</summary>
internal static class PluginMembers
{
    private const int Shown = 5;

    /// <summary>What is missing, in words; null where nothing is.</summary>
    /// <param name="assembly">The plug-in.</param>
    public static unsafe string? Missing(Assembly assembly)
    {
        // Loaded from a file, it always has them.
        if (!assembly.TryGetRawMetadata(out var start, out var length))
            return null;
        var metadata = new MetadataReader(start, length);
        var types = metadata.TypeReferences.Where(t => IsShared(metadata, t)).ToDictionary(t => t, t => NameOf(metadata, t));
        List<string> missing =
        [
            .. types.Where(t => Fails(() => assembly.ManifestModule.ResolveType(MetadataTokens.GetToken(t.Key)))).Select(t => t.Value),
        ];
        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            // What a missing type has is missing with it.
            if (member.Parent.Kind == HandleKind.TypeReference && types.TryGetValue((TypeReferenceHandle)member.Parent, out var type)
                && !missing.Contains(type) && Fails(() => assembly.ManifestModule.ResolveMember(MetadataTokens.GetToken(handle))))
                missing.Add($"{type}.{metadata.GetString(member.Name)}");
        }
        return missing.Count == 0 ? null
            : $"{string.Join(", ", missing.Take(Shown))}{(missing.Count > Shown ? $" and {missing.Count - Shown} more" : "")}";
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

    private static bool Fails(Action resolve)
    {
        try
        {
            resolve();
            return false;
        }
        catch (Exception fault) when (fault is TypeLoadException or MissingMemberException or IOException or BadImageFormatException)
        {
            return true;
        }
    }
}
