using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Input;
using VisEval.Harness.Plugins;
using VisEval.Tests.Harness.Datasets;

namespace VisEval.Tests.Harness.Plugins;

public sealed class PluginLoaderTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new TemporaryFolder();

    [TearDown]
    public void Close() => _folder.Dispose();

    [Test]
    public void A_unit_is_in_the_catalogue_and_makes_the_program_s_own_types()
    {
        var file = CompiledPlugin.Of(_folder.Path, "mine.dll", CompiledPlugin.Method("mine", factor: 3)
            + """
              namespace Mine.Files { [Named("mine-files")] public sealed class Files : VisEval.Harness.Datasets.Formats.IDatasetFormat
              {
                  public string Layout => "a file";
                  public bool Recognizes(string path) => path.EndsWith(".mine");
                  public VisEval.Harness.Datasets.Formats.DatasetContent Read(VisEval.Harness.Datasets.Formats.DatasetSource source) =>
                      throw new InputException("empty");
              } }
              """);
        var plugins = PluginLoader.Load(["mine.dll"], _folder.Path);
        var info = plugins.Infos!.Single();
        Assert.Multiple(() =>
        {
            Assert.That((info.Name, info.Path, info.Sha256), Is.EqualTo(("mine", file, Sha256.OfFile(file))));
            Assert.That(info.Units, Is.EqualTo(new[] { "dataset format mine-files", "method mine" }));
            Assert.That((info.Uses, info.HasMetrics), Is.EqualTo(((object?)null, false)));
        });
        var catalogues = Catalogues.Of(plugins);
        var unit = catalogues.Methods.Create("mine");
        var image = new Tensor([1, 2, 3, 4], 1, 1, 2, 2);
        var model = new Testing.LinearModel(new ImageSize(1, 2, 2), [[1, 1, 1, 1]], [0]);
        Assert.Multiple(() =>
        {
            Assert.That(
                unit.Value.Explain(model, new ImageBatch(image, [Seed.Of(0)]), [0])[0].Values.Values, Is.EqualTo(new[] { 3f, 6, 9, 12 }));
            Assert.That(catalogues.Methods["mine"].Family, Is.EqualTo("own"));
            Assert.That(catalogues.Methods.Entries, Has.Count.EqualTo(Catalogues.BuiltIn().Methods.Entries.Count + 1));
            Assert.That(catalogues.Formats.For(_folder["x.mine"]).Layout, Is.EqualTo("a file"));
        });
    }

    [Test]
    public void The_front_door_loads_files_beside_what_is_there()
    {
        var file = CompiledPlugin.Of(_folder.Path, "door.dll", CompiledPlugin.Method("door"));
        var other = CompiledPlugin.Of(_folder.Path, "other.dll", CompiledPlugin.Method("other", "public sealed record Other"));
        var same = CompiledPlugin.Of(_folder.Path, "same.dll", CompiledPlugin.Method("door", "public sealed record Same"));
        var catalogues = Catalogues.BuiltIn().WithPlugins(file).WithPlugins(other);
        Assert.That(catalogues.Methods.Entries.Select(e => e.Name), Does.Contain("door").And.Contain("other"));
        Assert.That(
            () => catalogues.WithPlugins(same), Throws.TypeOf<InputException>().With.Message.Contains("the method 'door' is named by"));
        Assert.That(Catalogues.BuiltIn().WithPlugins().Methods.Entries, Has.Count.EqualTo(Catalogues.BuiltIn().Methods.Entries.Count));
    }

    [Test]
    public void A_plug_in_brings_its_own_assemblies_whose_bytes_count()
    {
        var used = CompiledPlugin.Compiled(
            _folder.Path, "used.dll", ["namespace Used { public static class F { public static float Of() => 5; } }"]);
        CompiledPlugin.Of(_folder.Path, "mine.dll", CompiledPlugin.Method("mine").Replace("1f * v", "Used.F.Of() * v"), used);
        var plugins = PluginLoader.Load([_folder["mine.dll"]], "/");
        Assert.That(plugins.Infos!.Single().Uses, Is.EqualTo(new[] { new PluginFile("used", Sha256.OfFile(used)) }));
        var map = Catalogues.Of(plugins).Methods.Create("mine").Value.Explain(
            new Testing.LinearModel(new ImageSize(1, 1, 1), [[1]], [0]), new ImageBatch(new Tensor([2], 1, 1, 1, 1), [Seed.Of(0)]), [0]);
        Assert.That(map[0].Values.Values, Is.EqualTo(new[] { 10f }));
    }

    [Test]
    public void Every_mistake_of_every_file_is_told_at_once()
    {
        File.WriteAllText(_folder["text.dll"], "no assembly");
        CompiledPlugin.Compiled(_folder.Path, "empty.dll", ["public sealed class Nothing;"]);
        CompiledPlugin.Of(_folder.Path, "nameless.dll", "public sealed record Nameless : ICostMetric { public ScoreInfo Info => null!; "
            + "public double Of(ExplanationCost cost) => 0; }");
        CompiledPlugin.Of(_folder.Path, "wrong.dll",
            CompiledPlugin.Method("taken", "public abstract record A")
            + CompiledPlugin.Method("plain", "public sealed class B")
            + CompiledPlugin.Method("Upper Case", "public sealed record C")
            + CompiledPlugin.Method("odd", "public sealed record D(float Noise = 0.5f, int Steps = 0, [InRange(1, 9)] int Level = 12)")
            + CompiledPlugin.Method("bare", "public sealed record E(int Samples)").Replace(", Passes(\"1\")", "")
            + CompiledPlugin.Method("free", "public sealed record F").Replace(", Passes(\"1\")", "")
            + "[Named(\"lost\")] public sealed record G; "
            + CompiledPlugin.Method("both", "public sealed record H(int Fill = 1)").Replace("[Named", "[Dialect(\"x\", \"fil=2\"), Named"));
        var known = typeof(Catalogues).Assembly.Location;
        Assert.That(
            () => PluginLoader.Load(["none.dll", "text.dll", "empty.dll", "nameless.dll", "wrong.dll", known, "none.dll"], _folder.Path),
            Throws.TypeOf<InputException>().With.Property(nameof(InputException.Errors)).EqualTo(new[]
            {
                "plug-in 'none.dll' is named 2 times; name it once.",
                $"plug-in 'none.dll': {_folder["none.dll"]}: the file cannot be read: there is no such file",
                $"plug-in 'text.dll': '{_folder["text.dll"]}' is no .NET assembly.",
                "plug-in 'empty.dll': there is no method, metric, visualizer, analysis or dataset format in it: no type of VisEval's "
                    + "interfaces with [Named(\"…\")].",
                "plug-in 'nameless.dll': nothing in it has a name; write [Named(\"…\")] above Nameless.",
                "plug-in 'wrong.dll': G has a name and implements no interface of a kind of units (IAttributionMethod, IMetric, …).",
                "plug-in 'wrong.dll': Mine.Own.A is abstract; a unit is a type of which one can be made.",
                "plug-in 'wrong.dll': Mine.Own.B is a class; a unit with options is a sealed record, whose parameters are the options.",
                "plug-in 'wrong.dll': Mine.Own.C has the name 'Upper Case'; a name is lower-case letters, digits and hyphens, begins with "
                    + "a letter, and is neither all nor none.",
                "plug-in 'wrong.dll': Mine.Own.D has the option noise of type Single; an option is an int, double, bool, string or enum.",
                "plug-in 'wrong.dll': Mine.Own.D has the default level=12; level is an integer from 1 to 9.",
                "plug-in 'wrong.dll': Mine.Own.E has the option samples without a default value; every option has one.",
                "plug-in 'wrong.dll': Mine.Own.F does not say how many images an explanation runs through the network; write "
                    + "[Passes(\"forwards\", \"backwards\")] above it, formulas in its options.",
                "plug-in 'wrong.dll': Mine.Own.H sets fil in the dialect 'x', and has no such option.",
                $"plug-in '{known}': VisEval.Harness is a part of VisEval, and is there already.",
            }));
    }

    [Test]
    public void A_name_belongs_to_one_unit()
    {
        CompiledPlugin.Of(_folder.Path, "one.dll", CompiledPlugin.Method("grad-cam", "public sealed record Cam")
            + CompiledPlugin.Method("twice", "public sealed record One"));
        CompiledPlugin.Of(_folder.Path, "two.dll", CompiledPlugin.Method("twice", "public sealed record Two"));
        Assert.That(() => PluginLoader.Load(["one.dll", "two.dll"], _folder.Path), Throws.TypeOf<InputException>()
            .With.Property(nameof(InputException.Errors)).EqualTo(new[]
            {
                $"the method 'grad-cam' is named by VisEval itself and by Mine.Own.Cam in {_folder["one.dll"]}; give it another name.",
                $"the method 'twice' is named by Mine.Own.One in {_folder["one.dll"]} and by Mine.Own.Two in {_folder["two.dll"]}; give it "
                    + "another name.",
            }));
    }

    [Test]
    public void What_this_version_lacks_is_named()
    {
        var older = CompiledPlugin.Compiled(_folder.Path, "older/VisEval.Core.dll", ["""
            [assembly: System.Reflection.AssemblyVersion("0.9.0.0")]
            namespace VisEval.Core { public sealed class NamedAttribute(string name) : System.Attribute { public string Name => name; }
            public static class Seed { public static int Gone() => 1; }
            public static class Kebab { public static string From(string s) => s; }
            public static class Vanished; }
            """]);
        CompiledPlugin.Compiled(_folder.Path, "mine.dll", ["""
            using VisEval.Core;
            [Named("mine")] public sealed record Mine { public string F() => Kebab.From("" + Seed.Gone() + typeof(Vanished)); }
            """], older);
        Assert.That(() => PluginLoader.Load(["mine.dll"], _folder.Path), Throws.TypeOf<InputException>().With.Message.EqualTo(
            "plug-in 'mine.dll': it was built against another VisEval (0.9.0; this is "
            + $"{typeof(Tensor).Assembly.GetName().Version!.ToString(3)}): this one lacks VisEval.Core.Vanished, VisEval.Core.Seed.Gone. "
            + "Build it against this one."));
    }

    [Test]
    public void An_assembly_that_is_not_there_is_named()
    {
        var used = CompiledPlugin.Compiled(_folder.Path, "used.dll", ["namespace Used { public interface IUsed; }"]);
        CompiledPlugin.Of(
            _folder.Path, "mine.dll", CompiledPlugin.Method("mine", "public sealed record Mine : Used.IUsed,").Replace(", : ", ", "),
            used);
        File.Delete(used);
        Assert.That(() => PluginLoader.Load(["mine.dll"], _folder.Path), Throws.TypeOf<InputException>().With.Message.EqualTo(
            "plug-in 'mine.dll': it needs used, which is neither beside it nor in this program. Put used.dll into its folder: dotnet "
            + "publish, or a build with EnableDynamicLoading, does."));
    }

    // A member of VisEval that takes a bitmap is there, whether SkiaSharp lies beside the plug-in or not.
    [TestCase(true)]
    [TestCase(false)]
    public void What_members_of_VisEval_speak_of_is_the_program_s(bool brings)
    {
        CompiledPlugin.Of(_folder.Path, "mine.dll", CompiledPlugin.Method("mine")
            + "public static class Pictures { public static object Of(SkiaSharp.SKBitmap b) => "
            + "VisEval.Harness.InputImage.FromBitmap(b); }");
        if (brings)
            File.Copy(typeof(SkiaSharp.SKBitmap).Assembly.Location, _folder["SkiaSharp.dll"]);
        var plugin = PluginLoader.Load(["mine.dll"], _folder.Path).All.Single();
        Assert.That(plugin.Assembly.GetType("Pictures")!.GetMethod("Of")!.GetParameters()[0].ParameterType,
            Is.EqualTo(typeof(SkiaSharp.SKBitmap)));
    }

    // Whatever a public member takes or gives.
    [Test]
    public void Every_assembly_of_public_members_is_shared()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location);
        var spoken = PluginContext.Shared.Values.Where(a => a.GetName().Name!.StartsWith("VisEval.", StringComparison.Ordinal))
            .SelectMany(a => a.GetExportedTypes()).SelectMany(t => t.GetMembers()).SelectMany(Types).Select(t => t.Assembly).Distinct()
            .Where(a => Path.GetDirectoryName(a.Location) != framework).Select(a => a.GetName().Name);
        Assert.That(spoken, Is.SubsetOf(PluginContext.Shared.Keys));

        static IEnumerable<Type> Types(System.Reflection.MemberInfo member) => member switch
        {
            System.Reflection.MethodInfo m => [.. m.GetParameters().Select(p => p.ParameterType), m.ReturnType],
            System.Reflection.MethodBase m => m.GetParameters().Select(p => p.ParameterType),
            _ => [],
        };
    }

    [Test]
    public void An_assembly_that_only_a_method_uses_is_named_before_it_is_missed()
    {
        var used = CompiledPlugin.Compiled(
            _folder.Path, "used.dll", ["namespace Used { public static class F { public static float Of() => 5; } }"]);
        CompiledPlugin.Of(_folder.Path, "mine.dll", CompiledPlugin.Method("mine").Replace("1f * v", "Used.F.Of() * v"), used);
        File.Delete(used);
        Assert.That(() => PluginLoader.Load(["mine.dll"], _folder.Path), Throws.TypeOf<InputException>().With.Message.StartsWith(
            "plug-in 'mine.dll': it needs used, which is neither beside it nor in this program. Put used.dll into its folder"));
    }

    [Test]
    public void Equal_versions_are_not_said_to_differ()
    {
        var version = typeof(Tensor).Assembly.GetName().Version!;
        var other = CompiledPlugin.Compiled(_folder.Path, "other/VisEval.Core.dll", [$$"""
            [assembly: System.Reflection.AssemblyVersion("{{version}}")]
            namespace VisEval.Core { public sealed class NamedAttribute(string name) : System.Attribute { public string Name => name; }
            public static class Seed { public static int Gone() => 1; } }
            """]);
        CompiledPlugin.Compiled(_folder.Path, "mine.dll", ["""
            using VisEval.Core;
            [Named("mine")] public sealed record Mine { public int F() => Seed.Gone(); }
            """], other);
        Assert.That(() => PluginLoader.Load(["mine.dll"], _folder.Path), Throws.TypeOf<InputException>().With.Message.EqualTo(
            $"plug-in 'mine.dll': it was built against another build of VisEval, also {version.ToString(3)}: this one lacks "
            + "VisEval.Core.Seed.Gone. Build it against this one."));
    }

    [Test]
    public void What_is_built_in_is_declared_as_a_plug_in_must_be() => Assert.That(
        new[] { typeof(VisEval.Methods.IAttributionMethod), typeof(VisEval.Metrics.IMetric), typeof(Catalogues) }
            .SelectMany(t => t.Assembly.GetTypes())
            .Where(t => !t.IsAbstract && t.IsDefined(typeof(NamedAttribute), inherit: false) && UnitDeclaration.ContractsOf(t).Count > 0)
            .SelectMany(t => UnitDeclaration.Mistakes(t).Select(m => $"{t.FullName} {m}")), Is.Empty);

    [Test]
    public void An_assembly_of_the_program_adds_its_units()
    {
        var file = CompiledPlugin.Of(_folder.Path, "own.dll", CompiledPlugin.Method("own-method"));
        var assembly = System.Reflection.Assembly.LoadFrom(file);
        var catalogues = Catalogues.BuiltIn().With(assembly);
        Assert.That(catalogues.Methods.Create("own-method").Value.GetType().Assembly, Is.EqualTo(assembly));
        Assert.That(catalogues.Plugins.Infos!.Single().Sha256, Is.EqualTo(Sha256.OfFile(file)));
        Assert.That(
            () => catalogues.With(assembly), Throws.TypeOf<InputException>().With.Message.StartWith("the method 'own-method' is named by"));
        Assert.That(
            () => Catalogues.BuiltIn().With(typeof(NUnit.Framework.Assert).Assembly),
            Throws.TypeOf<InputException>().With.Message.StartWith("nunit.framework: there is no method, metric,"));
    }

    [Test]
    public void No_plug_in_is_nothing() => Assert.That(PluginLoader.Load([], "/").Infos, Is.Null);
}
