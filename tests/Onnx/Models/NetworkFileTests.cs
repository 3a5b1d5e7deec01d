using VisEval.Core;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Tests.Onnx.Gradients;

namespace VisEval.Tests.Onnx.Models;

/// <summary>The file of a network for other programs: read again, it says what the network says.</summary>
public sealed class NetworkFileTests
{
    private static readonly Tensor Images = GradientCase.Between(-1, 1, 11, 3, 3, 8, 8);
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("viseval-test-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Of_the_network_itself_it_is_the_user_s_own_file()
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional());
        using var model = OnnxModel.Open(file.Path);
        Assert.That(model.FileIn(_folder), Is.EqualTo(file.Path));
        Assert.That(Directory.GetFileSystemEntries(_folder), Is.Empty);
    }

    private static IEnumerable<TestCaseData> Changes =>
    [
        new TestCaseData(Change(m => m.Randomize(["conv1", "fc"], Seed.Of(1)))).SetName("redrawn"),
        new TestCaseData(Change(m => m.Randomize(["conv2"], Seed.Of(2), WeightDraw.Permuted))).SetName("permuted"),
        new TestCaseData(Change(m => m.Randomize(["fc"], Seed.Of(1)).Randomize(["conv1"], Seed.Of(3)))).SetName("redrawn twice"),
        new TestCaseData(Change(m => m.ShiftInput(0.5f))).SetName("shifted"),
        new TestCaseData(Change(m => m.Randomize(["fc"], Seed.Of(1)).ShiftInput(-0.25f))).SetName("redrawn and shifted"),
    ];

    [TestCaseSource(nameof(Changes))]
    public void A_changed_network_says_the_same_from_its_file(Func<IModel, IModel> change)
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional());
        using var model = OnnxModel.Open(file.Path);
        var changed = change(model);
        using var again = OnnxModel.Open(changed.FileIn(_folder));
        var logits = again.Predict(Images).Logits.Values;
        Assert.That(logits, Is.EqualTo(changed.Predict(Images).Logits.Values).Within(2e-6));
        Assert.That(logits, Is.Not.EqualTo(model.Predict(Images).Logits.Values).Within(1e-3), "it is changed");
    }

    [Test]
    public void Names_operators_and_operator_set_stay_those_of_the_user_s_file()
    {
        var original = SmallNetworks.Convolutional() with { Opsets = new Dictionary<string, long> { [""] = 13 } };
        using var file = new TemporaryModel(original);
        using var model = OnnxModel.Open(file.Path);
        var written = OnnxFile.Read(model.Randomize(["conv1"], Seed.Of(1)).FileIn(_folder));
        var before = OnnxFile.Read(file.Path);
        Assert.That(written.Opsets, Is.EqualTo(before.Opsets));
        Assert.That(written.Nodes.Select(n => n.Operator), Is.EqualTo(before.Nodes.Select(n => n.Operator)));
        Assert.That(written.Outputs, Is.EqualTo(before.Outputs));
        Assert.That(written.Constants.Keys, Is.EquivalentTo(before.Constants.Keys));
        Assert.That(
            written.Constants.Where(c => !c.Value.Data.Span.SequenceEqual(before.Constants[c.Key].Data.Span)).Select(c => c.Key),
            Is.SubsetOf(new[] { "w1", "scale", "shift", "mean", "variance" }).And.Contains("w1").And.Contains("scale"),
            "those of the layer and its normalization");
    }

    [Test]
    public void Weights_that_are_run_as_others_than_the_file_holds_are_no_file()
    {
        var graph = SmallNetworks.Convolutional();
        // Stored in 64 bits, run in 32.
        var doubled = graph with
        {
            Inputs = [.. graph.Inputs.Select(i => i with { Type = ElementType.Double })],
            Constants = graph.Constants.ToDictionary(c => c.Key, c => c.Value.Type != ElementType.Float ? c.Value : new Constant(
                ElementType.Double, c.Value.Dims, c.Value.Floats.ToArray().SelectMany(v => BitConverter.GetBytes((double)v)).ToArray())),
        };
        using var file = new TemporaryModel(doubled);
        using var model = OnnxModel.Open(file.Path);
        Assert.That(
            () => model.Randomize(["fc"], Seed.Of(1)).FileIn(_folder),
            Throws.TypeOf<NotApplicableException>().With.Property("Why").EqualTo("no-network-file").And.Message.Contains("32-bit"));
    }

    [Test]
    public void A_part_of_a_network_is_no_file()
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional());
        using var model = OnnxModel.Open(file.Path);
        var tail = model.With(new Alteration.CutAfter("features", Images.Items(0, 1)));
        Assert.That(() => tail.FileIn(_folder), Throws.TypeOf<NotApplicableException>());
    }

    private static Func<IModel, IModel> Change(Func<IModel, IModel> change) => change;
}
