using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;

namespace VisEval.Tests.Onnx.Loading;

/// <summary>Which of several outputs is explained, and what is said of it.</summary>
[Category("Engine")]
public sealed class ScoreOutputTests
{
    [TestCase("aux", "logits", "logits")]
    [TestCase("logits", "aux", "logits")]
    [TestCase("embedding", "y", "y")]
    [TestCase("first", "second", "first")]
    public void Names_tell_scores_from_auxiliary_ones_and_what_is_taken_is_said(string first, string second, string taken)
    {
        using var model = Open(Two(first, second));
        Assert.That(model.Loaded.Scores, Is.EqualTo(taken));
        var other = taken == first ? second : first;
        Assert.That(model.Notes, Has.Some.Contains($"'{taken}'").And.Contains($"'{other}' [N×4]").And.Contains("--score-output"));
        Assert.That(model.Network.Warnings, Has.Some.Contains($"'{taken}'").And.Contains("--score-output"));
    }

    [Test]
    public void The_output_that_is_named_is_taken_without_a_word()
    {
        using var model = Open(Two("logits", "aux"), new NetworkChoices(Output: "aux"));
        Assert.That(model.Loaded.Scores, Is.EqualTo("aux"));
        Assert.That(model.Notes, Has.None.Contains("--score-output"));
    }

    [Test]
    public void A_name_that_is_no_score_names_the_outputs() => Assert.That(
        () => Open(Two("logits", "aux"), new NetworkChoices(Output: "log")),
        Throws.TypeOf<InputException>().With.Message.Contains("no tensor 'log'").And.Message.Contains("'logits' [N×4], 'aux' [N×4]"));

    [Test]
    public void An_output_that_another_one_is_computed_from_is_no_score()
    {
        var b = Start();
        b.Add(Node.Of("MatMul", ["pooled", SmallNetworks.Weights(b, "w", 3, 5, 7).Name], ["inner"]));
        b.Add(Node.Of("MatMul", ["inner", SmallNetworks.Weights(b, "v", 4, 7, 4).Name], ["last"]));
        using var model = Open(b.Build(["inner", "last"]));
        Assert.That(model.Loaded.Scores, Is.EqualTo("last"));
    }

    [Test]
    public void The_best_five_are_not_the_scores()
    {
        var b = Start();
        b.Add(Node.Of("MatMul", ["pooled", SmallNetworks.Weights(b, "w", 3, 5, 7).Name], ["all"]));
        b.Add(Node.Of("TopK", ["all", b.Ints(3).Name], ["best", "which"]));
        using var model = Open(b.Build(["best", "which", "all"]));
        Assert.That((model.Loaded.Scores, model.ClassCount), Is.EqualTo(("all", 7)));
    }

    [Test]
    public void A_map_from_classes_to_scores_is_its_tensor_with_the_names_of_the_classes()
    {
        var b = Start();
        b.Add(Node.Of("MatMul", ["pooled", SmallNetworks.Weights(b, "w", 3, 5, 3).Name], ["z"]));
        b.Add(Node.Of("Softmax", ["z"], ["p"], ("axis", 1L)));
        b.Add(Node.Of("ZipMap", ["p"], ["map"], ("classlabels_strings", new[] { "red", "green", "blue" })) with { Domain = "ai.onnx.ml" });
        var graph = b.Build(["map"]);
        using var model = Open(graph with { Opsets = new Dictionary<string, long>(graph.Opsets) { ["ai.onnx.ml"] = 3 } });
        Assert.That((model.Loaded.Scores, model.ClassCount), Is.EqualTo(("z", 3)));
        Assert.That(model.Network.ClassNames, Is.EqualTo(new[] { "red", "green", "blue" }));
    }

    [Test]
    public void Planes_of_classes_are_refused_with_what_to_do()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 3, 8, 8);
        b.Add(Node.Of("Conv", [x.Name, SmallNetworks.Weights(b, "w", 1, 5, 3, 1, 1).Name], ["planes"]));
        Assert.That(
            () => Open(b.Build(["planes"])),
            Throws.TypeOf<InputException>().With.Message.Contains("'planes' [N×5×8×8]").And.Message.Contains("segmentation"));
    }

    private static Graph Two(string first, string second)
    {
        var b = Start();
        b.Add(Node.Of("MatMul", ["pooled", SmallNetworks.Weights(b, "w", 3, 5, 4).Name], [first]));
        b.Add(Node.Of("MatMul", ["pooled", SmallNetworks.Weights(b, "v", 4, 5, 4).Name], [second]));
        return b.Build([first, second]);
    }

    private static GraphBuilder Start()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 3, 8, 8);
        x = b.Op("Conv", [x, SmallNetworks.Weights(b, "w1", 1, 5, 3, 3, 3)]).Map("Relu").Map("GlobalAveragePool").Map("Flatten");
        b.Add(Node.Of("Identity", [x.Name], ["pooled"]));
        return b;
    }

    private static OnnxModel Open(Graph graph, NetworkChoices? choices = null)
    {
        using var file = new TemporaryModel(graph);
        return OnnxModel.Open(file.Path, new EngineOptions(MemoryMegabytes: 0), choices: choices);
    }
}
