using VisEval.Onnx.Graphs;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Onnx.Loading;

/// <summary>What a network does to pixels is read off its first operators, whatever they are.</summary>
public sealed class OwnNormalizationTests
{
    private static readonly float[] Mean = [0.485f, 0.456f, 0.406f];
    private static readonly float[] Deviation = [0.229f, 0.224f, 0.225f];

    private static IEnumerable<TestCaseData> Networks =>
    [
        Case("division", (b, x) => x / b.Scalar(255), 255, [0, 0, 0], [255, 255, 255]),
        Case("multiplication", (_, x) => x * (1 / 255f), 255, [0, 0, 0], [255, 255, 255]),
        Case("to −1…1", (b, x) => x / b.Scalar(127.5f) + -1f, 255, [127.5, 127.5, 127.5], [127.5, 127.5, 127.5]),
        Case("mean and deviation", (b, x) => (x - Channels(b, Mean)) / Channels(b, Deviation), 1, Wide(Mean), Wide(Deviation)),
        Case("division, mean and deviation", (b, x) => (x / b.Scalar(255) - Channels(b, Mean)) / Channels(b, Deviation), 255,
            Wide(Mean, 255), Wide(Deviation, 255)),
        Case("mean of 8-bit pixels alone", (b, x) => x - Channels(b, [123.68f, 116.78f, 103.94f]), 255,
            [123.68, 116.78, 103.94], [1, 1, 1]),
        Case("batch normalization", (b, x) => b.Op("BatchNormalization",
            [x, Vector(b, 1, 1, 1), Vector(b, 0, 0, 0), Vector(b, [.. Mean.Select(m => 255 * m)]),
                Vector(b, [.. Deviation.Select(d => 255 * d * 255 * d)])]), 255, Wide(Mean, 255), Wide(Deviation, 255)),
        Case("behind a resize", (b, x) => b.Op("Resize", [x, Value.None, b.Constant(Constant.Of([1, 1, 0.5f, 0.5f], 4))],
            ("mode", "linear")) / b.Scalar(255), 255, [0, 0, 0], [255, 255, 255]),
        Case("behind a padding", (b, x) => b.Op("Pad", [x, b.Ints(0, 0, 1, 1, 0, 0, 1, 1)]) / b.Scalar(255) + -0.5f, 255,
            [127.5, 127.5, 127.5], [255, 255, 255]),
        Case("behind an exchange of red and blue", (b, x) => b.Op("Gather", [x, b.Ints(2, 1, 0)], ("axis", 1L)) / b.Scalar(255)
            - Channels(b, Mean), 255, [255 * 0.406, 255 * 0.456, 255 * 0.485], [255, 255, 255]),
        Case("channel by channel", (b, x) => b.Op("Concat",
            [x.Slice(1, 0, 1) / b.Scalar(255), x.Slice(1, 1, 2) / b.Scalar(255), x.Slice(1, 2, 3) / b.Scalar(255)], ("axis", 1L)),
            255, [0, 0, 0], [255, 255, 255]),
        Case("cut to 0…1, mean and deviation", (b, x) => (Cut(x, 0, 1) - Channels(b, Mean)) / Channels(b, Deviation), 1,
            Wide(Mean), Wide(Deviation)),
        Case("cut to 0…255 and divided", (b, x) => Cut(x, 0, 255) / b.Scalar(255) - Channels(b, Mean), 255, Wide(Mean, 255),
            [255, 255, 255]),
        Case("cut to 0…1 behind a division", (b, x) => Cut(x / b.Scalar(255), 0, 1) - Channels(b, Mean), 255, Wide(Mean, 255),
            [255, 255, 255]),
        Case("cut to −1…1", (b, x) => Cut(x, -1, 1) * 0.5f + 0.5f, 1, [-1, -1, -1], [2, 2, 2]),
        Case("cut elsewhere", (b, x) => Cut(x, -2.2f, 2.7f) / b.Scalar(2), null, [0, 0, 0], [2, 2, 2]),
        Case("from −1…1 to ImageNet", (b, x) => (x * 0.5f + 0.5f - Channels(b, Mean)) / Channels(b, Deviation), 1,
            [-0.03, -0.088, -0.188], [0.458, 0.448, 0.45]),
        Case("from −1…1 to other statistics", (b, x) => (x * 0.5f + 0.5f - Channels(b, [0.3f, 0.4f, 0.5f])) / Channels(b, Deviation),
            null, [-0.4, -0.2, 0], [0.458, 0.448, 0.45]),
        Case("learned, one mean below 0", (b, x) => b.Op("BatchNormalization",
            [x, Vector(b, 1, 1, 1), Vector(b, 0, 0, 0), Vector(b, 0.1f, -0.05f, 0.2f), Vector(b, 0.81f, 0.64f, 0.9f)]), null,
            [0.1, -0.05, 0.2], [0.9, 0.8, 0.949]),
        // No number of 0…1 with a mean of 0.2 deviates by more than √(0.2·0.8) = 0.4.
        Case("learned, too wide for 0…1", (b, x) => (x - Channels(b, [0.2f, 0.1f, 0.3f])) / b.Scalar(0.9f), null,
            [0.2, 0.1, 0.3], [0.9, 0.9, 0.9]),
        Case("batch normalization of normalized pictures", (b, x) => b.Op("BatchNormalization",
            [x, Vector(b, 0.9f, 1, 1.1f), Vector(b, 0, 0.1f, 0), Vector(b, 0.01f, 0, 0), Vector(b, 1.1f, 1, 1)]), null, null, null),
    ];

    [TestCaseSource(nameof(Networks))]
    public void It_is_measured(Func<GraphBuilder, Value, Value> front, double? white, double[]? mean, double[]? deviation)
    {
        using var file = new TemporaryModel(Network(front));
        using var model = OnnxModel.Open(file.Path);
        var found = model.Network.Normalization;
        Assert.That(found, Is.Not.Null);
        Assert.That(found!.Range?.White, Is.EqualTo(white));
        if (mean is null)
            return;
        // Single precision, over numbers of 255.
        Assert.That(found.Mean, Is.EqualTo(mean).Within(1e-2));
        Assert.That(found.Deviation, Is.EqualTo(deviation!).Within(1e-2));
    }

    private static IEnumerable<TestCaseData> Without =>
    [
        new TestCaseData((Func<GraphBuilder, Value, Value>)((_, x) => x)).SetArgDisplayNames("nothing"),
        new TestCaseData((Func<GraphBuilder, Value, Value>)((_, x) => x * 1f)).SetArgDisplayNames("times one"),
        new TestCaseData((Func<GraphBuilder, Value, Value>)((_, x) => x - x.Mean(true, 1, 2, 3))).SetArgDisplayNames("its own mean"),
    ];

    [TestCaseSource(nameof(Without))]
    public void A_network_without_one_has_none(Func<GraphBuilder, Value, Value> front)
    {
        using var file = new TemporaryModel(Network(front));
        using var model = OnnxModel.Open(file.Path);
        Assert.That(model.Network.Normalization, Is.Null);
    }

    [Test]
    public void What_is_cut_to_both_sides_of_0_takes_values_of_both_sides()
    {
        using var file = new TemporaryModel(Network((b, x) => Cut(x, -1, 1) * 0.5f + 0.5f));
        using var model = OnnxModel.Open(file.Path);
        Assert.That(model.Network.Normalization!.Range, Is.EqualTo(PixelRange.Signed));
    }

    [TestCase(ElementType.UInt8, 0, 255)]
    [TestCase(ElementType.Int32, 0, 255)]
    [TestCase(ElementType.Int8, -128, 127)]
    public void Whole_numbers_are_pixels_of_their_range_without_any_arithmetic(ElementType type, double black, double white)
    {
        var graph = Network((_, x) => x);
        graph = graph with
        {
            Inputs = [graph.Inputs[0] with { Name = "bytes", Type = type, Dims = [null, 8, 8, 3] }],
            Nodes =
            [
                Node.Of("Transpose", ["bytes"], ["turned"], ("perm", new long[] { 0, 3, 1, 2 })),
                Node.Of("Cast", ["turned"], ["image"], ("to", 1L)), .. graph.Nodes,
            ],
        };
        using var file = new TemporaryModel(graph);
        using var model = OnnxModel.Open(file.Path);
        Assert.That(model.Network.Normalization!.Range, Is.EqualTo(new PixelRange(black, white)));
    }

    [TestCase("uint8_nhwc.onnx")]
    [TestCase("float255_nhwc_resize.onnx")]
    public void Networks_that_people_brought_take_0_to_255(string network)
    {
        using var model = OnnxModel.Open(CaseFolder.PathOf(network));
        Assert.That(model.Network.Normalization!.Range, Is.EqualTo(PixelRange.Bytes));
    }

    private static Graph Network(Func<GraphBuilder, Value, Value> front)
    {
        var b = new GraphBuilder();
        var x = front(b, b.Input("image", ElementType.Float, null, 3, 8, 8));
        x = b.Op("Conv", [x, SmallNetworks.Weights(b, "w1", 1, 4, 3, 3, 3)]).Map("Relu").Map("GlobalAveragePool").Map("Flatten");
        return b.Build([x.Name]);
    }

    private static Value Cut(Value x, float low, float high) => x.Builder.Op("Clip", [x, x.Builder.Scalar(low), x.Builder.Scalar(high)]);

    private static Value Channels(GraphBuilder b, float[] values) => b.Constant(Constant.Of(values, 1, 3, 1, 1));

    private static Value Vector(GraphBuilder b, params float[] values) => b.Constant(Constant.Of(values, values.Length));

    private static double[] Wide(float[] values, double factor = 1) => [.. values.Select(v => v * factor)];

    private static TestCaseData Case(
        string name, Func<GraphBuilder, Value, Value> front, double? white, double[]? mean, double[]? deviation) =>
        new TestCaseData(front, white, mean, deviation).SetArgDisplayNames(name);
}
