using VisEval.Core;

namespace VisEval.Harness.Evaluation;

/// <summary>What a person is told of the reference images.</summary>
internal static class ReferenceText
{
    /// <summary>How many there are, where they are from and which methods use them; null where there are none.</summary>
    public static string? Of(Job job) =>
        job.References is { } references ? Of(references, job.ReferenceMethods.Select(method => method.Name)) : null;

    /// <summary>How many there are, where they are from and which methods use them.</summary>
    /// <param name="references">The images.</param>
    /// <param name="names">The names of the methods.</param>
    public static string Of(ReferenceImages references, IEnumerable<string> names)
    {
        List<string> methods = [.. names.Distinct()];
        return methods.Count == 0
            ? "No chosen method uses the reference images."
            : $"{Counted.Of(references.Count, "reference image")} ({references.Source}) for "
                + $"{string.Join(", ", methods)}."
                + (references.HasSpare ? "" : " An image that is among them is compared with the others only.");
    }
}
