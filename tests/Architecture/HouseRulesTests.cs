using System.Xml.Linq;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Architecture;

/// <summary>The shape of the house: who may depend on whom, and how long a file may be.</summary>
public sealed class HouseRulesTests
{
    private const int MostLines = 300;
    private const int LongestLine = 140;

    // From each project, the ones it may name in its project file; the arrows of the design, one way only.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Core"] = [],
        ["Onnx"] = ["Core"],
        ["Methods"] = ["Onnx"],
        ["Metrics"] = ["Core"],
        ["Harness"] = ["Methods", "Metrics"],
        ["Distributed"] = ["Harness"],
        ["Dashboard"] = ["Distributed"],
        ["Server"] = ["Harness"],
        ["Cli"] = ["Harness", "Distributed", "Dashboard", "Server"],
        ["Benchmarks"] = ["Harness"],
        ["Training"] = ["Onnx"],
    };

    [Test]
    public void Projects_depend_on_each_other_only_along_the_arrows_of_the_design()
    {
        var projects = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories);
        Assert.That(projects.Select(ProjectOf), Is.EquivalentTo(Allowed.Keys), "A new project needs its arrows here and in the design.");
        var wrong = projects.SelectMany(
            path => References(path).Where(to => !Allowed[ProjectOf(path)].Contains(to)).Select(to => $"{ProjectOf(path)} → {to}"));
        Assert.That(wrong, Is.Empty);
    }

    [TestCase("Microsoft.ML.OnnxRuntime.Managed", "Onnx")]
    [TestCase("Google.Protobuf", "Onnx")]
    [TestCase("ScottPlot", "Harness")]
    [TestCase("Dapper", "Harness")]
    [TestCase("CsvHelper", "Harness")]
    [TestCase("Npgsql", "Distributed")]
    [TestCase("Hangfire.PostgreSql", "Distributed")]
    [TestCase("Hangfire.AspNetCore", "Dashboard")]
    [TestCase("System.CommandLine", "Cli")]
    [TestCase("Spectre.Console", "Cli")]
    [TestCase("BenchmarkDotNet", "Benchmarks")]
    public void A_package_lives_in_one_project(string package, string project)
    {
        var users = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Where(path => XDocument.Load(path).Descendants("PackageReference").Any(r => (string?)r.Attribute("Include") == package))
            .Select(ProjectOf);
        Assert.That(users, Is.EqualTo(new[] { project }));
    }

    [Test]
    public void The_core_has_no_package() =>
        Assert.That(
            XDocument.Load(Path.Combine(Repository.Root, "src/Core/VisEval.Core.csproj")).Descendants("PackageReference"), Is.Empty);

    [TestCase("src")]
    [TestCase("tests")]
    public void No_file_is_longer_than_300_lines(string folder)
    {
        var sources = Repository.Sources(folder);
        Assert.That(sources, Is.Not.Empty);
        var longer = sources.Where(s => s.Lines.Length > MostLines).Select(s => $"{s.Path}: {s.Lines.Length} lines");
        Assert.That(longer, Is.Empty, "Split by what a reader would look for.");
    }

    [TestCase("src")]
    [TestCase("tests")]
    public void No_line_is_longer_than_140_characters(string folder)
    {
        var longer = Repository.Sources(folder).SelectMany(s => s.Lines
            .Select((line, i) => (line, i))
            .Where(l => l.line.Length > LongestLine)
            .Select(l => $"{s.Path}:{l.i + 1}: {l.line.Length} characters"));
        Assert.That(longer, Is.Empty, "Break it where a reader would pause.");
    }

    [Test]
    public void The_namespace_of_a_source_is_its_folder()
    {
        var wrong = Repository.Sources("src")
            .Select(s => (s.Path, Stated: s.Lines.FirstOrDefault(l => l.StartsWith("namespace ", StringComparison.Ordinal)),
                Folder: FolderNamespace(s.Path)))
            .Where(s => s.Stated is not null && s.Stated != $"namespace {s.Folder};")
            .Select(s => $"{s.Path}: {s.Stated} instead of {s.Folder}");
        Assert.That(wrong, Is.Empty);
    }

    // The shared words are one namespace, whatever folders they are sorted into.
    private static string FolderNamespace(string path) =>
        path.StartsWith("src/Core/", StringComparison.Ordinal) ? "VisEval.Core" : "VisEval." + string.Join('.', path.Split('/')[1..^1]);

    private static string ProjectOf(string path) => Path.GetFileName(Path.GetDirectoryName(path))!;

    private static IEnumerable<string> References(string path) =>
        XDocument.Load(path).Descendants("ProjectReference").Select(r => ProjectOf(((string)r.Attribute("Include")!).Replace('\\', '/')));
}
