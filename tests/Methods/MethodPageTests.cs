using System.Globalization;
using System.Text.RegularExpressions;
using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Datasets;
using VisEval.Methods.Facts;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods;

/// <summary>docs/methods.md says what the program says, and its sentences what its table says.</summary>
public sealed partial class MethodPageTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "methods.md"));

    private static readonly Dictionary<string, Row> Table =
        Lines.Select(line => RowPattern().Match(line)).Where(match => match.Success).Select(Row.Of).ToDictionary(row => row.Name);

    public static IEnumerable<CatalogueEntry> Entries => CatalogueTests.Entries;

    [Test]
    public void Every_method_has_a_row_and_every_row_a_method() =>
        Assert.That(Table.Keys, Is.EquivalentTo(Entries.Select(e => e.Name)));

    [TestCaseSource(nameof(Entries))]
    public void The_passes_are_the_declared_formulas(CatalogueEntry entry)
    {
        var declared = MethodDeclaration.Of(entry.Type).Passes!;
        Assert.That(
            Table[entry.Name].Passes,
            Is.EqualTo($"{(declared.AtMost ? "at most " : "")}`{declared.Forwards}` / `{declared.Backwards}`"));
    }

    [Test]
    public void Behind_a_name_stand_the_options_of_the_default_run()
    {
        var dataset = DatasetReader.Read(Path.Combine(Repository.Root, "datasets", "scenes", "dataset.json")).Manifest.Options!;
        var quick = Presets.All[0].Options;
        foreach (var row in Table.Values.Where(r => r.Numbers.Any(n => n is not null)))
        {
            var options = dataset.GetValueOrDefault(row.Name) ?? quick.GetValueOrDefault(row.Name);
            // Methods that the preset leaves out have options of their own, which the page names.
            if (options is not null || row.Options.Length > 0 && row.Milliseconds)
                Assert.That(row.Options, Is.EqualTo(string.Join(',', options?.Select(o => $"{o.Key}={o.Value}") ?? [])), row.Name);
        }
    }

    [TestCase("`residual`, deletion", 0)]
    [TestCase("`residual`, insertion", 1)]
    [TestCase("`residual`, pointing game", 2)]
    [TestCase("`vit`, deletion", 3)]
    [TestCase("`vit`, insertion", 4)]
    [TestCase("`vit`, pointing game", 5)]
    public void What_does_not_beat_random_in_the_table_is_named_below_it(string what, int column)
    {
        var random = Table["random"].Numbers[column]!.Value;
        var controls = Entries.Where(e => MethodDeclaration.Of(e.Type).IsControl).Select(e => e.Name).ToHashSet();
        var lower = column % 3 == 0;
        var behind = Table.Values.Where(r => !controls.Contains(r.Name))
            .Where(r => r.Numbers[column] is { } n && (lower ? n >= random : n <= random))
            .Select(r => r.Name).Order(StringComparer.Ordinal).Select(n => $"`{n}`").ToList();
        Assert.That(Lines, Does.Contain($"* {what}: {(behind.Count == 0 ? "none" : string.Join(", ", behind))}."));
    }

    [GeneratedRegex(@"^\| `(?<name>[^`]+)`(?: `:(?<options>[^`]+)`)? \| (?<passes>(?:at most )?`[^`]+` / `[^`]+`) \| (?<numbers>.*) \|$")]
    private static partial Regex RowPattern();

    // Numbers: deletion, insertion and pointing game on residual, then on vit; null for a dash.
    private sealed record Row(string Name, string Options, string Passes, bool Milliseconds, double?[] Numbers)
    {
        public static Row Of(Match match)
        {
            var cells = match.Groups["numbers"].Value.Split(" | ");
            return new Row(
                match.Groups["name"].Value, match.Groups["options"].Value, match.Groups["passes"].Value, cells[0] != "–",
                [.. cells.Skip(1).Select(c => c == "–" ? (double?)null : double.Parse(c, CultureInfo.InvariantCulture))]);
        }
    }
}
