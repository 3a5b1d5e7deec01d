using System.Text.Json;
using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Methods;
using VisEval.Methods.Backpropagation;
using VisEval.Methods.Perturbation;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods;

/// <summary>The methods, through the real engine, against the numbers of other tools; the table is tests/Goldens/index.json.</summary>
[Category("Engine")]
public sealed class GoldenTests
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };
    private static readonly Catalogue<IAttributionMethod> Methods = new(typeof(IAttributionMethod).Assembly);

    public static IEnumerable<TestCaseData> Cases =>
        from network in JsonSerializer.Deserialize<Network[]>(File.ReadAllText(GoldenFolder.PathOf("index.json")), Json)!
        from golden in network.Cases
        select new TestCaseData(network, golden).SetArgDisplayNames(network.Name, Path.GetFileName(golden.File), golden.Unit.Split(',')[0]);

    [TestCaseSource(nameof(Cases))]
    public void A_method_gives_the_reference_numbers(Network network, Golden golden)
    {
        using var engine = OnnxModel.Open(GoldenFolder.PathOf(network.Onnx));
        IModel model = network.Output == "softmax" ? new ProbabilityAsScore(engine) : engine;
        var images = NpyFile.Read(GoldenFolder.PathOf(network.Inputs));
        var batch = new ImageBatch(images, [.. Enumerable.Range(0, images.BatchSize).Select(i => Seed.Of(i))]);
        var method = Methods.Create(golden.Unit).Value;
        var expected = NpyFile.Read(GoldenFolder.PathOf(golden.File));

        var error = 0.0;
        for (var column = 0; column < golden.Columns.Length; column++)
        {
            int[] targets = [.. network.Targets.Select(row => row[golden.Columns[column]])];
            var attributions = golden.Draws is null
                ? method.Explain(model, batch, targets)
                : ExplainWith(NpyFile.Read(GoldenFolder.PathOf(golden.Draws)), method, model, batch, targets);
            Assert.That(attributions, Has.Count.EqualTo(batch.Count));
            for (var i = 0; i < batch.Count; i++)
            {
                var actual = golden.Map
                    ? attributions[i].ToMap(batch.Size.Height, batch.Size.Width).Normalize().Values
                    : attributions[i].Values.Values;
                error = Math.Max(error, Difference(actual, expected.ItemTensor(i).Item(column)));
            }
        }
        Assert.That(error / expected.Values.Max(v => Math.Abs((double)v)), Is.LessThanOrEqualTo(golden.Tolerance));
    }

    private static IReadOnlyList<Attribution> ExplainWith(
        Tensor draws, IAttributionMethod method, IModel model, ImageBatch batch, int[] targets)
    {
        void Draw(int sample, Span<float> destination) => draws.Item(sample).CopyTo(destination);
        if (method is DeepShap deepShap)
            return deepShap.Explain(model, batch.With(draws), targets);
        return batch.PerImage(targets, subject => method switch
        {
            Rise rise => rise.Explain(model, subject, Draw),
            INoisyGradientMethod noisy => noisy.Explain(model, subject, Draw),
            _ => throw new InvalidOperationException($"{method} takes no stored draws."),
        });
    }

    // Where the reference repeats one map for every channel (occlusion), each repetition is compared.
    private static double Difference(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        Assert.That(expected.Length % actual.Length, Is.Zero, $"{actual.Length} values for {expected.Length}");
        var largest = 0.0;
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.That(float.IsFinite(actual[i % actual.Length]), $"value {i} is {actual[i % actual.Length]}");
            largest = Math.Max(largest, Math.Abs((double)actual[i % actual.Length] - expected[i]));
        }
        return largest;
    }

    public sealed record Network(string Name, string Onnx, string Output, string Inputs, int[][] Targets, Golden[] Cases);

    public sealed record Golden(string Unit, string File, int[] Columns, double Tolerance, bool Map = false, string? Draws = null);
}
