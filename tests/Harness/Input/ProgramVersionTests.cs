using System.Reflection;
using VisEval.Harness.Input;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Input;

/// <summary>One version everywhere.</summary>
internal sealed class ProgramVersionTests
{
    [Test]
    public void The_version_has_its_pre_release_part_and_not_its_commit()
    {
        var built = typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

        Assert.That(ProgramVersion.Text, Is.Not.Empty.And.Not.Contains("+"));
        Assert.That(built == ProgramVersion.Text || built.StartsWith(ProgramVersion.Text + "+", StringComparison.Ordinal), built);
    }

    [Test]
    public void Versions_are_ordered_as_semver_org_orders_them()
    {
        // The example of semver.org, paragraph 11, with what VisEval itself is called.
        string[] ordered =
        [
            "unknown", "0.1.0-alpha.0.99", "0.1.0-alpha.0.415", "0.1.0", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta",
            "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.2.0", "1.10.0",
        ];

        Assert.That(ordered.Reverse().Order(ProgramVersion.Order), Is.EqualTo(ordered));
        Assert.That(ProgramVersion.Order.Compare("1.0.0-rc.1", "1.0.0-rc.1"), Is.Zero);
    }

    // Three numbers alone do not tell two pre-releases apart.
    [Test]
    public void Nothing_names_the_version_of_an_assembly_as_that_of_the_program()
    {
        var sources = Path.Combine(Repository.Root, "src");
        var found = Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains(".Assembly.GetName().Version!.ToString(3)", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(sources, file)).ToList();

        Assert.That(found, Is.Empty);
    }
}
