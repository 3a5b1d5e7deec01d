using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Methods;
using VisEval.Methods.Facts;

namespace VisEval.Benchmarks.Methods;

/// <summary>Which methods are measured on which networks.</summary>
internal static class MethodCases
{
    private static readonly string[] Convolutional = ["residual", "resnet-50"];
    private static readonly string[] WithAttention = ["vit", "branch"];

    public static IEnumerable<string> Networks => [.. Convolutional, .. WithAttention];

    public static IEnumerable<string> Methods => Catalogues.BuiltIn().Methods.Entries.Select(e => e.Name);

    /// <summary>The method with the options of the preset quick.</summary>
    public static IAttributionMethod Create(string method)
    {
        var quick = Presets.All[0].Options;
        return Catalogues.BuiltIn().Methods
            .Create(method, entry => quick.GetValueOrDefault(entry.Name, new Dictionary<string, string>())).Value;
    }

    /// <summary>Whether a method is measured on a network: on the convolutional ones if it reads no attention, else where it
    /// finds some.</summary>
    public static bool Has(string network, string method)
    {
        var created = Create(method);
        var readsAttention = MethodFacts.Of(created).Needs.HasFlag(Needs.Attention);
        if (Convolutional.Contains(network) || !readsAttention)
            return Convolutional.Contains(network) && !readsAttention;
        using var scene = Scene.Open(network);
        try
        {
            created.Explain(scene.Model, scene.Batch, scene.Targets);
            return true;
        }
        catch (NotApplicableException)
        {
            return false;
        }
    }
}
