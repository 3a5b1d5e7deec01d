using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Plugins;

/// <summary>What the file of an assembly says of itself, read without running it.</summary>
/// <param name="Name">The assembly.</param>
/// <param name="Sha256">The hash of the file.</param>
/// <param name="References">The assemblies it uses.</param>
internal sealed record PluginImage(AssemblyName Name, string Sha256, IReadOnlyList<AssemblyName> References)
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Full path.</param>
    /// <exception cref="InputException">There is no such file, or it is no .NET assembly.</exception>
    public static PluginImage Read(string path)
    {
        var bytes = InputFile.Read(path);
        try
        {
            using var image = new PEReader(new MemoryStream(bytes, writable: false));
            if (!image.HasMetadata)
                throw new InputException($"'{path}' is no .NET assembly.");
            var metadata = image.GetMetadataReader();
            if (!metadata.IsAssembly)
                throw new InputException($"'{path}' is no .NET assembly, but a module of one.");
            return new PluginImage(
                metadata.GetAssemblyDefinition().GetAssemblyName(), Input.Sha256.Of(bytes),
                [.. metadata.AssemblyReferences.Select(r => metadata.GetAssemblyReference(r).GetAssemblyName())]);
        }
        catch (BadImageFormatException damage)
        {
            throw new InputException($"'{path}' is no .NET assembly.", damage);
        }
    }

    /// <summary>The plug-in's own assemblies that it uses, themselves or by another, in the order of names.</summary>
    /// <param name="context">Knows which are its own.</param>
    /// <exception cref="InputException">One of them cannot be read.</exception>
    public IReadOnlyList<PluginFile> Own(PluginContext context)
    {
        var found = new SortedDictionary<string, PluginFile>(StringComparer.Ordinal);
        var open = new Queue<AssemblyName>(References);
        while (open.TryDequeue(out var name))
            if (!found.ContainsKey(name.Name!) && context.FileOf(name) is { } file)
            {
                var image = Read(file);
                found[name.Name!] = new PluginFile(name.Name!, image.Sha256);
                foreach (var further in image.References)
                    open.Enqueue(further);
            }
        return [.. found.Values];
    }
}
