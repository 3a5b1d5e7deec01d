using VisEval.Core;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Training.Networks;
using VisEval.Training.Optimization;

namespace VisEval.Tests.Training.Networks;

/// <summary>The exported transformer against plain loops, tensor by tensor. Its biases are zero before training.</summary>
public class VisionTransformerTests
{
    private const int Width = 64;
    private const int Heads = 4;
    private const int Tokens = 65;

    private static readonly Tensor Images = Trainer.FreshScenes(new TrainingSettings(Steps: 1, Batch: 2))(0).Images;

    private static readonly string[] Attentions = [.. Enumerable.Range(1, 5).Select(b => $"block{b}.attention.out")];

    private ExportedNetwork _exported = null!;

    private Graph Graph => _exported.Graph;

    private OnnxModel Model => _exported.Model;

    [OneTimeSetUp]
    public void Export() => _exported = new ExportedNetwork(new VisionTransformer());

    [OneTimeTearDown]
    public void Close() => _exported.Dispose();

    [Test]
    public void Every_block_has_a_softmax_over_65_tokens_for_each_head()
    {
        Assert.That(Graph.Nodes.Where(n => n.Operator == "Softmax").Select(n => n.Outputs[0]), Is.EqualTo(Attentions));
        foreach (var (name, attention) in Attentions.Zip(Model.Activations(Images, Attentions)))
        {
            Assert.That(attention.Shape.ToArray(), Is.EqualTo(new[] { 2, Heads, Tokens, Tokens }), name);
            foreach (var row in attention.Values.Chunk(Tokens))
                Assert.That(row.Sum(), Is.EqualTo(1).Within(1e-5), name);
        }
    }

    [Test]
    public void Attention_is_the_softmax_of_query_times_key_over_the_root_of_their_length_and_mixes_the_values()
    {
        var mixed = Graph.Nodes.Single(n => n.Inputs.Contains("block2.attention.out")).Outputs[0];
        var tensors = Model.Activations(Images, ["block2.query.out", "block2.key.out", "block2.value.out", "block2.attention.out", mixed]);
        const int size = Width / Heads;
        for (var image = 0; image < Images.BatchSize; image++)
            for (var head = 0; head < Heads; head++)
                for (var row = 0; row < Tokens; row += 13)
                {
                    var weights = Enumerable.Range(0, Tokens).Select(column => Math.Exp(
                        Enumerable.Range(head * size, size).Sum(
                            i => (double)At(tensors[0], image, row, i) * At(tensors[1], image, column, i)) / Math.Sqrt(size))).ToArray();
                    var attention = tensors[3].Item(image).Slice((head * Tokens + row) * Tokens, Tokens).ToArray();
                    Assert.That(attention, Is.EqualTo(weights.Select(w => w / weights.Sum())).Within(1e-5));

                    var value = Enumerable.Range(head * size, size)
                        .Select(i => Enumerable.Range(0, Tokens).Sum(t => attention[t] * At(tensors[2], image, t, i)));
                    Assert.That(tensors[4].Item(image).Slice((head * Tokens + row) * size, size).ToArray(), Is.EqualTo(value).Within(1e-4));
                }
    }

    [Test]
    public void The_first_token_is_the_same_for_every_image_and_the_others_are_the_grid_row_by_row()
    {
        var joined = Graph.Nodes.Single(n => n.Operator == "Add" && n.Inputs.Contains("position"));
        var (tokens, grid) = (Model.Activations(Images, [joined.Inputs[0]])[0], Model.Activations(Images, ["embed.out"])[0]);
        Assert.That(grid.Shape.ToArray(), Is.EqualTo(new[] { 2, Width, 8, 8 }));
        for (var image = 0; image < Images.BatchSize; image++)
            for (var i = 0; i < Width; i++)
            {
                Assert.That(At(tokens, image, 0, i), Is.EqualTo(Graph.Constants["class.token"].Floats[i]));
                for (var t = 1; t < Tokens; t++)
                    Assert.That(At(tokens, image, t, i), Is.EqualTo(grid.Item(image)[i * (Tokens - 1) + t - 1]));
            }
    }

    [Test]
    public void The_head_reads_the_normalized_class_token()
    {
        var last = Graph.Producers()["norm.out"];
        Assert.That(last.Operator, Is.EqualTo("LayerNormalization"));
        var tensors = Model.Activations(Images, [last.Inputs[0], "norm.out"]);
        var head = Graph.Constants["head.weight"].Floats.ToArray();
        var logits = Model.Predict(Images).Logits;
        for (var image = 0; image < Images.BatchSize; image++)
        {
            var token = tensors[0].Item(image)[..Width].ToArray();
            var mean = token.Average();
            var deviation = Math.Sqrt(token.Average(v => (v - mean) * (v - mean)) + 1e-5);
            var normal = token.Select(v => (v - mean) / deviation).ToArray();
            Assert.That(tensors[1].Item(image)[..Width].ToArray(), Is.EqualTo(normal).Within(1e-4));
            var expected = Enumerable.Range(0, 10).Select(c => Enumerable.Range(0, Width).Sum(i => normal[i] * head[c * Width + i]));
            Assert.That(logits.Item(image).ToArray(), Is.EqualTo(expected).Within(1e-3));
        }
    }

    // Element i of a token, in a tensor images × tokens × width.
    private static float At(Tensor tensor, int image, int token, int i) => tensor.Item(image)[token * Width + i];
}
