using VisEval.Tests.Testing;

namespace VisEval.Tests.Architecture;

/// <summary>Arrows between the folders of a project run one way only, as those between the projects do. Read from what is compiled,
/// where a folder that sees another's names without a using is seen too.</summary>
public sealed class FolderArrowTests
{
    // From each folder of these projects, the folders it may see. A folder below a folder counts as that one.
    private static readonly Dictionary<string, Dictionary<string, string[]>> Orders = new()
    {
        ["Onnx"] = Chain(
            "Graphs", "Format", "Engine", "Gradients", "Rewriting", "Relevance", "Loading", "Models", "Exporting", "Inspection"),
        ["Harness"] = new(Chain("Input", "Plugins", "Datasets", "Results", "Evaluation", "Configuration"))
        {
            ["Estimation"] = ["Input", "Plugins", "Datasets", "Results", "Evaluation"],
            ["Statistics"] = [],
            ["Analysis"] = ["Input", "Plugins", "Datasets", "Results", "Statistics"],
            ["Reports"] = ["Input", "Plugins", "Datasets", "Results", "Statistics", "Analysis"],
            ["Schemas"] =
                ["Input", "Plugins", "Datasets", "Results", "Evaluation", "Configuration", "Statistics", "Analysis", "Reports"],
            // What other programs call.
            ["(the project's own folder)"] =
            [
                "Input", "Plugins", "Datasets", "Results", "Evaluation", "Configuration", "Estimation", "Statistics", "Analysis", "Reports",
            ],
        },
    };

    // The shared words of src/Core are one namespace, whatever folders they are sorted into.
    private static IEnumerable<string> Projects => Directory
        .GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
        .Select(path => Path.GetFileName(Path.GetDirectoryName(path)!))
        .Where(project => project != "Core")
        .Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Projects))]
    public void There_is_no_circle_between_the_folders_of(string project)
    {
        var uses = UsesIn(project);
        Assert.That(uses, Is.Not.Empty);
        AssertNoCircle(FolderArrows.Of(uses, type => Folder(type, project)));
        AssertNoCircle(FolderArrows.Of(uses, type => TopFolder(type, project)));
    }

    [TestCase("Onnx")]
    [TestCase("Harness")]
    public void A_folder_sees_only_those_before_it_in(string project)
    {
        var order = Orders[project];
        var uses = UsesIn(project);
        var folders =
            uses.SelectMany(use => (TypeName[])[use.From, use.To]).Select(type => TopFolder(type, project)).OfType<string>().Distinct();
        Assert.That(folders, Is.SubsetOf(order.Keys), "A new folder needs its place here and in docs/design.md.");
        var wrong = FolderArrows.Of(uses, type => TopFolder(type, project)).Where(arrow => !order[arrow.From].Contains(arrow.To));
        Assert.That(wrong.Select(Text), Is.Empty, "Move the type to the folder that may see what it needs, or pass it as plain data.");
    }

    [Test]
    public void A_planted_circle_is_found_in_signatures_and_in_method_bodies()
    {
        const string planted = "VisEval.Tests.Architecture.Planted";
        var uses = TypeUses.In(typeof(FolderArrowTests).Assembly.Location);
        var arrows = FolderArrows.Of(uses, type => Below(planted, type.Namespace));
        Assert.That(
            arrows.Select(arrow => $"{arrow.From} → {arrow.To}"),
            Is.EqualTo(new[] { "Left → Outside", "Left → Right", "Right → Left", "Right → Outside" }));
        var circle = FolderArrows.Circles(arrows).Single();
        Assert.That(circle.Select(Text), Is.EqualTo(new[]
        {
            $"Left → Right ({planted}.Left.Asking uses {planted}.Right.Answering)",
            $"Right → Left ({planted}.Right.Answering uses {planted}.Left.Mark)",
        }));
    }

    [Test]
    public void A_constant_of_another_folder_is_found_in_the_sources()
    {
        var constants = TypeUses.ConstantsOf(typeof(FolderArrowTests).Assembly.Location)
            .Where(constant => constant.Type.Namespace.EndsWith("Planted.Outside", StringComparison.Ordinal));
        SourceFile[] sources =
        [
            new("src/Some/Left/File.cs", ["var name = Outside.Constants.Name; // Constants.Other"]),
            new("src/Some/Right/File.cs", ["var other = MyConstants.Name + Constants.Other;"]),
        ];
        Assert.That(ConstantUses.In(sources, constants).Select(use => (use.From.ToString(), use.To.Name)), Is.EqualTo(new[]
        {
            ("VisEval.Some.Left.File", "Constants"),
        }));
    }

    [Test]
    public void Every_circle_is_reported_once_and_whole()
    {
        static FolderArrow Arrow(string from, string to) => new(from, to, new TypeUse(new TypeName(from, "A"), new TypeName(to, "B")));
        var circles = FolderArrows.Circles(
            [Arrow("a", "b"), Arrow("b", "c"), Arrow("c", "a"), Arrow("c", "d"), Arrow("d", "e"), Arrow("e", "d"), Arrow("e", "f")]);
        Assert.That(
            circles.Select(circle => string.Join(' ', circle.Select(arrow => arrow.From + arrow.To))),
            Is.EqualTo(new[] { "ab bc ca", "de ed" }));
    }

    private static void AssertNoCircle(IReadOnlyList<FolderArrow> arrows)
    {
        var circles = FolderArrows.Circles(arrows).Select(circle => string.Join('\n', circle.Select(Text))).ToList();
        Assert.That(circles, Is.Empty, $"Folders that use each other:\n{string.Join("\n\n", circles)}");
    }

    private static string Text(FolderArrow arrow) => $"{arrow.From} → {arrow.To} ({arrow.Example.From} uses {arrow.Example.To})";

    private static IReadOnlyList<TypeUse> UsesIn(string project)
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, project == "Cli" ? "viseval.dll" : $"VisEval.{project}.dll");
        var constants = ConstantUses.In(Repository.Sources($"src/{project}"), TypeUses.ConstantsOf(assembly));
        return [.. TypeUses.In(assembly), .. constants.Where(use => use.From.Namespace != use.To.Namespace)];
    }

    private static string? TopFolder(TypeName type, string project) => Folder(type, project)?.Split('/')[0];

    // The files of the project's own folder count as a folder; null: generated code, or another namespace.
    private static string? Folder(TypeName type, string project) =>
        type.Namespace == $"VisEval.{project}"
            ? "(the project's own folder)"
            : Below($"VisEval.{project}", type.Namespace)?.Replace('.', '/');

    private static string? Below(string parent, string name) =>
        name.StartsWith(parent + ".", StringComparison.Ordinal) ? name[(parent.Length + 1)..] : null;

    private static Dictionary<string, string[]> Chain(params string[] folders) =>
        folders.Select((folder, i) => (folder, before: folders[..i])).ToDictionary(f => f.folder, f => f.before);
}
