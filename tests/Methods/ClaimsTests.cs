using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.Facts;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Tests.Onnx;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods;

/// <summary>Every method declares what it claims, and what it claims holds on small networks.</summary>
public sealed class ClaimsTests
{
    private static readonly ImageSize Size = new(3, 8, 8);
    private static readonly OnnxModel Convolutional = QuickUnits.ModelFor("gradient");
    private static readonly OnnxModel Attending = QuickUnits.ModelFor("model-attention");
    private static readonly OnnxModel Strided = Open(RewrittenNetworks.Strided());
    private static readonly OnnxModel Rewritten = Open(RewrittenNetworks.Convolutional());

    public static IEnumerable<string> Names => QuickUnits.Methods.Entries.Select(e => e.Name);

    public static IEnumerable<string> Invariant => Names.Where(name => ClaimsOf(name).HasFlag(Claims.ImplementationInvariant));

    public static IEnumerable<string> Complete => Names.Where(name => Declared(name).CompleteFrom is not null);

    [TestCaseSource(nameof(Names))]
    public void Every_method_declares_where_its_values_lie_and_what_it_claims(string name) =>
        Assert.That(Declared(name).Claims, Is.Not.Null, $"{name}: add [Claims(MapPlace.…, Claims.…)].");

    [Test]
    public void A_wrapper_declares_none_because_its_inner_method_decides() => Assert.That(
        QuickUnits.Methods.Wrappers.Select(e => MethodDeclaration.Of(e.Type).Claims), Is.All.Null);

    [Test]
    public void A_control_claims_nothing() => Assert.That(
        Names.Where(name => Declared(name).IsControl).Select(ClaimsOf), Is.Not.Empty.And.All.EqualTo(Claims.Nothing));

    [TestCaseSource(nameof(Names))]
    public void The_values_lie_where_that_is_declared(string name)
    {
        // No layer of this network has the size of the image, and no grid.
        var (size, model) = Attends(name) ? (Size, Attending) : (new ImageSize(3, 20, 20), Strided);
        int[] shape = [.. Explain(name, Images.Random(size, 1, seed: 6), 0, model).Values.Shape];
        int[] image = [size.Height, size.Width];
        var place = shape.Length == 3 ? MapPlace.Channels
            : shape.SequenceEqual(image) ? MapPlace.Pixels
            : (Declared(name).Needs & (Needs.Layer | Needs.Attention)) != 0 ? MapPlace.Layer
            : MapPlace.Cells;
        Assert.That(place, Is.EqualTo(Declared(name).Claims!.Place));
    }

    [TestCaseSource(nameof(Names))]
    public void The_maps_of_two_classes_differ_where_that_is_claimed_and_nowhere_else(string name)
    {
        var images = Images.Random(Size, 3, seed: 5);
        var differs = Enumerable.Range(0, 3).Select(i => images.Single(i)).Any(image =>
            Enumerable.Range(1, 3).Any(c => !Explain(name, image, 0).Values.Values.SequenceEqual(Explain(name, image, c).Values.Values)));
        Assert.That(differs, Is.EqualTo(ClaimsOf(name).HasFlag(Claims.ClassDiscriminative)));
    }

    [TestCaseSource(nameof(Names))]
    public void Where_the_sign_has_a_meaning_there_are_values_of_both_signs_and_a_map_keeps_them(string name)
    {
        if (!ClaimsOf(name).HasFlag(Claims.Signed))
            return;
        var images = Images.Random(Size, 4, seed: 5);
        var maps = Enumerable.Range(0, 4).Select(i => Explain(name, images.Single(i), i)).ToList();
        Assert.That(maps.Select(m => m.Values.Rank == 2 ? ChannelReduction.Sum : m.Reduction), Is.All.EqualTo(ChannelReduction.Sum));
        var values = maps.SelectMany(m => m.ToMap(8, 8).Values).ToList();
        Assert.That(values, Has.Some.Negative.And.Some.Positive);
    }

    [TestCaseSource(nameof(Invariant))]
    public void Another_network_of_the_same_function_gets_the_same_map(string name)
    {
        var image = Images.Random(Size, 1, seed: 5);
        var (one, other) = (Explain(name, image, 2, Convolutional), Explain(name, image, 2, Rewritten));
        // Every factor is a power of two, so that not even rounding differs much.
        var scale = one.Values.Values.Max(MathF.Abs);
        Assert.That(scale, Is.Positive);
        Assert.That(other.Values.Values, Is.EqualTo(one.Values.Values).AsCollection.Within(1e-5f * scale));
    }

    [Test]
    public void The_two_networks_compute_the_same_function_and_are_not_written_alike()
    {
        var images = Images.Random(Size, 8, seed: 5);
        Assert.That(
            Rewritten.Predict(images.Values).Logits.Values,
            Is.EqualTo(Convolutional.Predict(images.Values).Logits.Values).AsCollection.Within(1e-6f));
        // A method that replaces the rule of a ReLU sees which of them are written as one.
        var image = images.Single(0);
        Assert.That(
            Explain("deconvnet", image, 2, Rewritten).Values.Values,
            Is.Not.EqualTo(Explain("deconvnet", image, 2, Convolutional).Values.Values).AsCollection.Within(0.01f));
    }

    [TestCaseSource(nameof(Complete))]
    public void The_values_add_up_to_the_difference_of_the_score_where_that_is_claimed(string name)
    {
        // Of a smooth network, as the path of guided integrated gradients runs along the kinks of ReLUs.
        using var model = Open(RewrittenNetworks.Smooth());
        var image = Images.Random(Size, 1, seed: 5);
        var method = QuickUnits.Methods.Create(name).Value;
        Assert.That(ClaimedCompleteness.BaselineOf(method), Is.EqualTo("zero"));
        var nothing = new Tensor(new float[image.Values.Values.Length], [.. image.Values.Shape]);
        var difference = model.Predict(image.Values).Logit(0, 1) - model.Predict(nothing).Logit(0, 1);
        Assert.That(
            method.Explain(model, image, [1])[0].Values.Values.Sum(v => (double)v),
            Is.EqualTo(difference).Within(0.01 * Math.Abs(difference)));
    }

    private static bool Attends(string name) => QuickUnits.Methods[name].Family == "attention";

    private static MethodDeclaration Declared(string name) => MethodDeclaration.Of(QuickUnits.Methods[name].Type);

    private static Claims ClaimsOf(string name) => Declared(name).Claims?.Claims ?? Claims.Nothing;

    private static Attribution Explain(string name, ImageBatch image, int target, OnnxModel? model = null) => QuickUnits.Of(name)
        .Explain(model ?? (Attends(name) ? Attending : Convolutional), image, [target])[0];

    private static OnnxModel Open(Graph graph)
    {
        using var file = new TemporaryModel(graph);
        return OnnxModel.Open(file.Path, new EngineOptions(MemoryMegabytes: 0));
    }
}
