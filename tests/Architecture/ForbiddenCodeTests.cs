using System.Text.RegularExpressions;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Architecture;

/// <summary>Calls that would make a number depend on time, machine or luck, or write where only the command line may.</summary>
public sealed class ForbiddenCodeTests
{
    private static readonly string[] Programs = ["Cli", "Dashboard", "Server", "Training", "Benchmarks"];

    [TestCase(@"\bnew Random\(|\bRandom\.Shared\b|\bGuid\.NewGuid\b", "draw from VisEval.Core.RandomSource, which a seed determines")]
    [TestCase(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b", "no result may depend on the date; measure durations with Stopwatch")]
    [TestCase(@"\bThread\.Sleep\b", "wait for what you wait for")]
    [TestCase(@"\bCultureInfo\.(CurrentCulture|CurrentUICulture)\b", "use CultureInfo.InvariantCulture")]
    [TestCase(@"\bcatch\s*(\([^)]*\))?\s*\{\s*\}", "an error must be told or passed on")]
    [TestCase(@"\bthrow new NotImplementedException\b", "finish it or leave it out")]
    [TestCase(@"\bEnvironment\.Exit\b", "return an exit status")]
    public void No_source_contains(string pattern, string instead) =>
        Report(Repository.Sources("src"), pattern, instead);

    [Test]
    public void Only_programs_write_to_the_console() =>
        Report(Repository.Sources("src").Where(s => !Programs.Contains(s.Project)), @"\bConsole\.|\bAnsiConsole\b",
            "return the text, or report it through IProgress; only src/Cli writes to the console");

    [Test]
    public void Only_the_engine_knows_its_packages() =>
        Report(Repository.Sources("src").Where(s => s.Project != "Onnx"), @"\bMicrosoft\.ML\b|\bGoogle\.Protobuf\b",
            "ask IModel; ONNX Runtime and Protobuf stay inside src/Onnx");

    [Test]
    public void No_test_looks_for_a_file_beside_its_source() =>
        Report(Repository.Sources("tests"), @"\[Caller[F]ilePath",
            "ask Repository.Root; a reproducible build does not know where it was built");

    [Test]
    public void The_metrics_know_no_network() =>
        Report(Repository.Sources("src/Metrics"), @"\bVisEval\.(Onnx|Methods|Harness)\b|\bSystem\.IO\b|\bFile\.|\bDirectory\.",
            "ask IMetricContext");

    [Test]
    public void The_patterns_find_what_they_are_for()
    {
        var file = new SourceFile(
            "src/Core/X.cs", ["var r = new Random(1);", "// new Random(2) in a comment", "var s = 1; // new Random(3)"]);
        Assert.That(Findings([file], @"\bnew Random\("), Is.EqualTo(new[] { "src/Core/X.cs:1: var r = new Random(1);" }));
    }

    private static void Report(IEnumerable<SourceFile> files, string pattern, string instead)
    {
        var findings = Findings(files, pattern).ToList();
        Assert.That(findings, Is.Empty, $"{instead}:\n{string.Join('\n', findings)}");
    }

    private static IEnumerable<string> Findings(IEnumerable<SourceFile> files, string pattern) =>
        files.SelectMany(
            f => f.Code.Where(line => Regex.IsMatch(line.Code, pattern)).Select(line => $"{f.Path}:{line.Number}: {line.Code.Trim()}"));
}
