using VisEval.Core;
using VisEval.Methods.Representation.Contracts;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Representation;

/// <summary>The facts that every analysis must carry.</summary>
public sealed class AnalysisCatalogueTests
{
    private static readonly Catalogue<IRepresentationAnalysis> Analyses = new(typeof(IRepresentationAnalysis).Assembly);

    public static IEnumerable<CatalogueEntry> Entries => Analyses.Entries;

    [Test]
    public void The_promised_analyses_exist() => Assert.That(
        Analyses.Entries.Select(e => e.Name),
        Is.SupersetOf(new[] { "class-selectivity", "embedding", "fast-cav", "network-dissection", "similarity", "tcav" }));

    [TestCaseSource(nameof(Entries))]
    public void An_analysis_names_its_paper_and_what_its_options_do(CatalogueEntry entry)
    {
        Assert.That((entry.Family, entry.Paper.Length > 0), Is.EqualTo(("representation", true)));
        Assert.That(Analyses.Create(entry.Name).Key, Is.EqualTo(entry.Name));
        foreach (var option in entry.Options)
            Assert.Multiple(() =>
            {
                Assert.That(option.About, Does.EndWith("."), option.Name);
                Assert.That(option.Range is not null, Is.EqualTo(option.Type == typeof(int) || option.Type == typeof(double)), option.Name);
            });
        foreach (var dialect in entry.Dialects.Keys)
            Assert.That(() => Analyses.Create($"{entry.Name}@{dialect}"), Throws.Nothing);
    }

    [TestCaseSource(nameof(Entries))]
    public void An_analysis_has_a_section_in_the_documentation(CatalogueEntry entry) =>
        Assert.That(File.ReadAllLines(Path.Combine(Repository.Root, "docs", "representation.md")), Does.Contain($"## {entry.Name}"));

    [TestCaseSource(nameof(Entries))]
    public void Every_row_has_a_cell_for_each_column_and_threads_change_nothing(CatalogueEntry entry)
    {
        var size = new ImageSize(1, 8, 8);
        var images = MadeUpStudy.Images(size, 100, 1);
        var study = MadeUpStudy.Of(
            ConvolutionalModel.Random(size, 2, 1), ["relu1", "relu2"], images, 2,
            [new Concept("half", "object", [.. Enumerable.Range(0, 40)], true)],
            i => i < 40 ? [new(0, new PixelMask([.. Enumerable.Range(0, 64).Select(p => p < 32)], 8, 8))] : []);
        Assert.That(Analyses.Create(entry.Name).Value.Objections(study), Is.Empty);
        var one = Analyses.Create(entry.Name).Value.Analyse(study);
        var two = Analyses.Create(entry.Name).Value.Analyse(study with { Threads = 2 });
        foreach (var (a, b) in one.Tables.Zip(two.Tables))
        {
            Assert.That(a.Rows, Is.Not.Empty, a.Name);
            Assert.That(a.Rows.Select(r => r.Cells.Count), Is.All.EqualTo(a.Columns.Count), a.Name);
            Assert.That(a.Rows.SelectMany(r => r.Cells.Select(Text)), Is.EqualTo(b.Rows.SelectMany(r => r.Cells.Select(Text))), a.Name);
            Assert.That(a.Columns.Select(c => c.About), Is.All.EndsWith("."), a.Name);
        }
    }

    private static string Text(Finding finding) => finding switch
    {
        Finding.Mean mean => string.Join(' ', mean.Values),
        Finding.Crossed crossed => string.Join(' ', crossed.Rows.Concat(crossed.Columns)),
        Finding.Ratio ratio => string.Join(' ', ratio.Parts.Concat(ratio.Wholes)),
        Finding.LeftOut left => string.Join(' ', left.Without.Prepend(left.Value)),
        Finding.Compared compared => string.Join(' ', compared.Values.Concat(compared.Others)),
        _ => finding.ToString(),
    };
}
