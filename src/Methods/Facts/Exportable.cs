using VisEval.Core;
using VisEval.Methods.Shared.Graphs;

namespace VisEval.Methods.Facts;

/// <summary>Which methods can be written as a graph, and why others cannot.</summary>
internal static class Exportable
{
    /// <summary>Whether a type of methods can be a graph.</summary>
    public static bool Is(Type method) => method.IsAssignableTo(typeof(IGraphMethod));

    /// <summary>What must be named beside a method that can be a graph; null where its own defaults can be one.</summary>
    public static string? Needs(CatalogueEntry method, Catalogue<IAttributionMethod> methods) =>
        Is(method.Type) && method.Type.IsAssignableTo(typeof(IBaselineMethod))
        && methods.Create(method.Name).Value is IBaselineMethod { Baseline: null } compared && ComparedImagesGraph.NeedsReferences(compared)
            ? $"--reference, or baseline= of {BaselineGraph.Allowed}"
            : null;

    /// <summary>The names of the methods that can be a graph.</summary>
    public static IReadOnlyList<string> Names(Catalogue<IAttributionMethod> methods) =>
        [.. methods.Entries.Where(e => Is(e.Type)).Select(e => e.Name)];

    /// <summary>A sentence for every method that cannot be a graph, and one with what there is instead; none where all can.</summary>
    public static IReadOnlyList<string> Refusals(IReadOnlyList<Unit<IAttributionMethod>> asked, Catalogue<IAttributionMethod> methods)
    {
        List<string> refused =
            [.. asked.Where(m => !Is(m.Value.GetType())).Select(m => $"--method {m.Key} cannot be exported: {WhyNot(m.Value)}.")];
        return refused.Count == 0
            ? []
            : [.. refused, $"Methods that can be exported: {string.Join(", ", methods.Entries.Where(e => Is(e.Type)).Select(Named))}."];

        string Named(CatalogueEntry entry) =>
            Needs(entry, methods) is { } needed ? $"{entry.Name} (with {needed})" : entry.Name;
    }

    /// <summary>Why a method is no graph, a part of a sentence.</summary>
    private static string WhyNot(IAttributionMethod method)
    {
        if (method is IWrapperMethod)
            return "it goes round another method and combines explanations of many changed images in the program; export the inner method";
        var declared = MethodDeclaration.Of(method.GetType());
        var forwards = declared.Passes?.Forwards ?? "1";
        if (!forwards.All(char.IsAsciiDigit))
            return $"it runs the network several times on changed images or layers (forward passes: {forwards}) and works its map out of "
                + "the answers in the program";
        return declared.IsRandomized
            ? "it draws random numbers from a seed of every image"
            : "between its passes it computes what the ONNX standard has no operator for, such as singular vectors or clusters";
    }
}
