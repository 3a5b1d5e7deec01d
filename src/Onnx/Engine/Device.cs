using System.Globalization;
using VisEval.Core;

namespace VisEval.Onnx.Engine;

/// <summary>The processor that a network is run on: the CPU, or one that an execution provider of ONNX Runtime drives.</summary>
/// <remarks>Two devices are equal where their numbers may be expected to be: whatever memory they may use.</remarks>
/// <param name="Name">Its name on the command line: <c>cpu</c>, <c>cuda</c>, ….</param>
/// <param name="Index">Which one, of several of a kind; from 0.</param>
public sealed record Device(string Name, int Index = 0)
{
    /// <summary>The processor whose numbers are the reference, and the default.</summary>
    public static Device Cpu { get; } = new("cpu");

    /// <summary>The names there are, in the order of a list.</summary>
    public static IReadOnlyList<string> Names { get; } = [Cpu.Name, .. Provider.All.Select(p => p.Device)];

    /// <summary>The memory of the device that may be used, in megabytes; null for no limit.</summary>
    public int? MemoryMegabytes { get; init; }

    /// <summary>Whether it is the CPU.</summary>
    public bool IsCpu => Name == Cpu.Name;

    /// <summary>Reads <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>.</summary>
    /// <exception cref="InputException">There is no such name, or no such number; says what there is.</exception>
    public static Device Parse(string text)
    {
        var parts = text.Split(':');
        var name = parts[0];
        if (!Names.Contains(name))
            throw new InputException(
                $"device '{text}' is not known; devices are {string.Join(", ", Names)}."
                + (Near(name) is { Count: > 0 } near ? $" Did you mean {string.Join(" or ", near)}?" : ""));
        if (parts.Length == 1)
            return new Device(name);
        var numbered = Provider.All.Where(p => p.IndexOption is not null).Select(p => p.Device).ToList();
        if (parts.Length > 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            throw new InputException($"device '{text}': behind the colon stands the number of the device, from 0, for example cuda:1.");
        if (!numbered.Contains(name))
            throw new InputException(
                $"device '{text}': {name} has no numbered devices; write {name}. Numbered are {string.Join(", ", numbered)}.");
        return new Device(name, index);
    }

    private static IReadOnlyList<string> Near(string name)
    {
        var meant = Provider.All.Where(p => p.Alias.Contains(name, StringComparer.OrdinalIgnoreCase)).Select(p => p.Device).ToList();
        return meant.Count > 0 ? meant : Suggestions.For(name, Names);
    }

    /// <summary>As it is written on the command line.</summary>
    public override string ToString() =>
        Index == 0 ? Name : string.Create(CultureInfo.InvariantCulture, $"{Name}:{Index}");

    /// <inheritdoc/>
    public bool Equals(Device? other) => other is not null && Name == other.Name && Index == other.Index;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Index);
}
