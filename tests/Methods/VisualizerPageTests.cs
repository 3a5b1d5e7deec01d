using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.Facts;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods;

/// <summary>docs/visualizers.md says what the program says.</summary>
public sealed class VisualizerPageTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "visualizers.md"));

    public static IEnumerable<CatalogueEntry> Entries => new Catalogue<IFeatureVisualizer>(typeof(IFeatureVisualizer).Assembly).Entries;

    [TestCaseSource(nameof(Entries))]
    public void A_visualizer_has_a_row_with_its_declared_passes(CatalogueEntry entry)
    {
        var row = Lines.Single(line => line.StartsWith($"| `{entry.Name}` |", StringComparison.Ordinal));
        var passes = MethodDeclaration.Of(entry.Type).Passes!;
        Assert.That(row, Does.Contain($"| `{passes.Forwards}` / `{passes.Backwards}` |"));
    }

    [TestCaseSource(nameof(Entries))]
    public void The_dialects_of_activation_maximization_are_described(CatalogueEntry entry)
    {
        if (entry.Name == "activation-maximization")
            foreach (var dialect in entry.Dialects.Keys)
                Assert.That(Lines, Has.Some.StartsWith($"| `@{dialect}` |"));
    }
}
