using System.Text.Json;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Architecture;

/// <summary>The template of a plug-in (templates/content/viseval-method) against the sample (samples/MyMethod).</summary>
public sealed class TemplateTests
{
    private static string Template { get; } = Path.Combine(Repository.Root, "templates/content/viseval-method");

    private static string Sample { get; } = Path.Combine(Repository.Root, "samples/MyMethod");

    [Test]
    public void The_template_has_the_sources_of_the_sample()
    {
        foreach (var folder in new[] { "src", "tests" })
        {
            Assert.That(Sources(Path.Combine(Template, folder)), Is.EqualTo(Sources(Path.Combine(Sample, folder))));
            foreach (var file in Sources(Path.Combine(Sample, folder)))
                Assert.That(Text(Path.Combine(Template, folder, file!)), Is.EqualTo(Text(Path.Combine(Sample, folder, file!))), file);
        }
    }

    [Test]
    public void The_template_says_where_it_is_and_what_its_projects_are()
    {
        using var facts = JsonDocument.Parse(File.ReadAllText(Path.Combine(Template, ".template.config/template.json")));
        Assert.That(facts.RootElement.GetProperty("shortName").GetString(), Is.EqualTo("viseval-method"));
        foreach (var output in facts.RootElement.GetProperty("primaryOutputs").EnumerateArray())
            Assert.That(File.Exists(Path.Combine(Template, output.GetProperty("path").GetString()!)));
        // The test packages are those of this repository.
        var central = File.ReadAllText(Path.Combine(Repository.Root, "Directory.Packages.props"));
        var project = File.ReadAllLines(Path.Combine(Template, "tests/MyMethod.Tests.csproj"));
        foreach (var line in project.Where(l => l.Contains("<PackageReference", StringComparison.Ordinal) && !l.Contains("VisEval")))
            Assert.That(central, Does.Contain(line.Trim().Replace("PackageReference", "PackageVersion")));
    }

    // It is written only where somebody says where the packages are.
    [Test]
    public void The_source_of_packages_is_an_option()
    {
        using var facts = JsonDocument.Parse(File.ReadAllText(Path.Combine(Template, ".template.config/template.json")));
        var replaced = facts.RootElement.GetProperty("symbols").GetProperty("packages").GetProperty("replaces").GetString()!;
        Assert.That(Text(Path.Combine(Template, "nuget.config")), Does.Contain($"value=\"{replaced}\""));
        var modifier = facts.RootElement.GetProperty("sources")[0].GetProperty("modifiers")[0];
        Assert.That(modifier.GetProperty("exclude")[0].GetString(), Is.EqualTo("nuget.config"));
        Assert.That(modifier.GetProperty("condition").GetString(), Is.EqualTo("(packages == \"\")"));
    }

    private static string Text(string path) => File.ReadAllText(path);

    private static List<string?> Sources(string folder) =>
        [.. Directory.GetFiles(folder, "*.cs").Select(Path.GetFileName).Order(StringComparer.Ordinal)];
}
