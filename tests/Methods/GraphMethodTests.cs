using System.Text.Json;
using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Methods;
using VisEval.Methods.Facts;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods;

/// <summary>Methods as graphs, in a bare session of the runtime, against what they explain in the program.</summary>
[Category("Engine")]
public sealed class GraphMethodTests
{
    private const double Tolerance = 1e-5;

    // What the file draws from, in the place of the seed of each image.
    private static readonly Seed Draws = Seed.Of(0).For("export");

    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };
    private static readonly Catalogue<IAttributionMethod> Methods = new(typeof(IAttributionMethod).Assembly);

    // What would take long by default, and what needs an option to be a graph or to be defined.
    private static readonly Dictionary<string, string> Options = new()
    {
        ["integrated-gradients"] = "steps=5",
        ["expected-gradients"] = "samples=7,baseline=darkest+blur+zero",
        ["layer-conductance"] = "steps=5",
        ["smooth-fullgrad"] = "samples=3",
        ["smoothgrad"] = "samples=3",
        ["squaregrad"] = "samples=3",
        ["vargrad"] = "samples=3",
        ["fem"] = "term=activation,sigmas=1",
    };

    private static readonly string[] Variants =
    [
        "grad-cam:relu=false", "grad-cam:layer=input", "grad-cam:layer=middle+final", "grad-cam:layer=stages",
        "grad-cam++@pytorch-grad-cam", "xgrad-cam:relu=false", "layer-cam:layer=stages", "layer-cam:layer=middle+final,gamma=0.5",
        "hires-cam:relu=true", "relevance-cam:relu=true", "guided-grad-cam:layer=middle+final", "elementwise-grad-cam:layer=middle",
        "fem:sigmas=1.5,layer=middle", "finer-cam:references=1,gamma=0.5", "finer-cam:held=true,references=100", "finer-cam:gamma=0",
        "excitation-backprop:layer=middle", "excitation-backprop:layer=middle+final,bias=true",
        "contrastive-excitation-backprop:signed-sums=true", "excitation-backprop@zennit", "contrastive-excitation-backprop:layer=final",
        "sglrp@zennit", "sglrp:scaling=false", "clrp:contrast=negated", "clrp:low=-3,high=3", "deep-taylor:low=-2,high=2.5",
        "lrp-epsilon:epsilon=0.1", "lrp-epsilon-gamma-box:gamma=0.5,low=-3,high=3", "rect-grad@prr",
        "rect-grad:times-input=false,quantile=0.5", "deeplift:baseline=blur", "deeplift:rule=reveal-cancel",
        "deeplift:rule=genomics,baseline=darkest", "deepshap:baseline=zero+brightest", "fullgrad@authors", "fullgrad:rescale=false",
        "integrated-gradients:steps=4,rule=trapezoid,baseline=mean", "integrated-gradients:steps=3,rule=riemann-left,baseline=blur+white",
        "integrated-gradients:steps=2,baseline=black", "integrated-gradients:steps=40", "smoothgrad:samples=20,noise=0.3",
        "expected-gradients:samples=2,baseline=darkest+blur+zero", "center:sigma=0.5",
        "layer-conductance:layer=input,steps=4", "layer-conductance:layer=middle+final,steps=3,baseline=mean",
        "smooth-fullgrad:samples=2,noise=0.3,rescale=false,align-corners=true", "smooth-grad-cam++:layer=middle+final,samples=3,sigma=0.5",
        "lift-cam:layer=final+input",
    ];

    // Those whose operators and layers cover the others'.
    private static readonly string[] Always = ["resnetish", "mobilenetv3ish", "densenetish", "vitish", "opzoo", "residual"];

    public static IEnumerable<TestCaseData> Goldens =>
        JsonSerializer.Deserialize<GoldenTests.Network[]>(File.ReadAllText(GoldenFolder.PathOf("index.json")), Json)!
            .Select(network => Case(new TestCaseData(network).SetArgDisplayNames(network.Name), network.Name));

    public static IEnumerable<TestCaseData> Embedded =>
        Directory.GetDirectories(Path.Combine(Repository.Root, "datasets", "scenes", "models")).Select(folder => Path.GetFileName(folder)!)
            .Order(StringComparer.Ordinal).Select(name => Case(new TestCaseData(name), name));

    public static IEnumerable<TestCaseData> Optioned =>
        [OnDemand.Case(new TestCaseData("vggish"), isAlways: false), new("resnetish"), new("inceptionish"), new("opzoo")];

    private static TestCaseData Case(TestCaseData test, string network) => OnDemand.Case(test, Always.Contains(network));

    [TestCaseSource(nameof(Goldens))]
    public void Every_method_that_is_a_graph_gives_the_numbers_of_explain_on(GoldenTests.Network network)
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf(network.Onnx));
        Compare(model, NpyFile.Read(GoldenFolder.PathOf(network.Inputs)), Units.ToList(), [network.Targets[0][0], network.Targets[1][1]]);
    }

    [TestCaseSource(nameof(Optioned))]
    public void Options_hold_in_the_graph_on(string name)
    {
        var network = Goldens.Select(c => (GoldenTests.Network)c.Arguments[0]!).Single(n => n.Name == name);
        using var model = OnnxModel.Open(GoldenFolder.PathOf(network.Onnx));
        Compare(model, NpyFile.Read(GoldenFolder.PathOf(network.Inputs)), Variants, [network.Targets[0][1], network.Targets[1][0]]);
    }

    [Test]
    public void Options_of_attention_hold_in_the_graph()
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf("models/vitish.onnx"));
        var attention = model.Network.Landmarks.Attention[^1];
        Compare(
            model, NpyFile.Read(GoldenFolder.PathOf("vitish/input.npy")),
            [
                "attention-rollout:heads=max", "attention-rollout:heads=min", "attention-grad-rollout:discard=0",
                "attention-grad-rollout:discard=0.5", $"model-attention:tensor={attention}", "attn-lrp:gamma=0.2", "grad-cam:layer=middle",
                "layer-conductance:layer=middle,steps=3", "smooth-grad-cam++:layer=middle", "lift-cam:layer=middle",
            ],
            [1, 3]);
    }

    [TestCaseSource(nameof(Embedded))]
    public void Every_method_that_is_a_graph_gives_the_numbers_of_explain_on_the_embedded_network(string name)
    {
        using var model = OnnxModel.Open(Path.Combine(Repository.Root, "datasets", "scenes", "models", name, "model.onnx"));
        var images = Tensor.Zeros(2, model.Input.Channels, model.Input.Height, model.Input.Width);
        var random = Seed.Of(17).Random();
        foreach (ref var value in images.Values.AsSpan())
            value = (float)random.NextGaussian();
        Compare(model, images, Units.ToList(), [0, model.ClassCount - 1]);
    }

    private static IEnumerable<string> Units => Methods.Entries.Where(e => e.Type.IsAssignableTo(typeof(IGraphMethod)))
        .Select(e => Options.TryGetValue(e.Name, out var options) ? $"{e.Name}:{options}" : e.Name);

    private static void Compare(OnnxModel model, Tensor images, IReadOnlyList<string> units, int[] targets)
    {
        var colours = new Surroundings
        {
            Black = [.. Enumerable.Range(0, model.Input.Channels).Select(c => -2f - c)],
            White = [.. Enumerable.Range(0, model.Input.Channels).Select(c => 2f + c)],
        };
        var batch = new ImageBatch(images, [Draws, Draws]) { Surroundings = [colours, colours] };
        var expected = new List<(string Name, IGraphMethod Method, IReadOnlyList<Attribution> Maps)>();
        foreach (var unit in units)
        {
            var method = (IGraphMethod)Methods.Create(unit).Value;
            try
            {
                expected.Add((unit, method, method.Explain(model, batch, targets)));
            }
            catch (NotApplicableException error) when (error.Why == "signed-layer")
            {
                // What the values of the image rule out, a graph can only answer with no number.
                using var undefined = ExplainedFile.Of(model, [(unit, method)], around: colours);
                var maps = undefined.Run(images, targets)[unit];
                Assert.That(Enumerable.Range(0, maps.BatchSize).Any(i => maps.ItemTensor(i).Values.All(float.IsNaN)), unit);
            }
            catch (Exception error) when (error is NotApplicableException or NoGradientRuleException or InputException)
            {
                var network = new ExplainedNetwork(model, [unit], null, colours);
                Assert.That(
                    () => network.Add(method.Build), Throws.TypeOf(error.GetType()).With.Message.EqualTo(error.Message), unit);
            }
        }
        using var file = ExplainedFile.Of(model, [.. expected.Select(e => (e.Name, e.Method))], around: colours);
        var results = file.Run(images, targets);
        var others = expected.Where(e => Gap(e.Maps, results[e.Name]) > Tolerance).ToList();
        Assert.Multiple(() =>
        {
            foreach (var (name, method, maps) in others)
            {
                using var alone = ExplainedFile.Of(model, [(name, method)], around: colours);
                var own = Gap(maps, alone.Run(images, targets)[name]);
                var rounding = Rounding(method, maps, model, batch, targets);
                TestContext.Out.WriteLine($"{name}: together {Gap(maps, results[name]):g3}, alone {own:g3}, of rounding {rounding:g3}");
                // Passes of one method share tensors too.
                var isOnePass = MethodFacts.Of(method).PassesOn(model).Forwards == 1;
                Assert.That(own, Is.LessThanOrEqualTo(isOnePass ? Tolerance : rounding), $"{name}, alone in a file");
                Assert.That(Gap(maps, results[name]), Is.LessThanOrEqualTo(rounding), $"{name}, together with others");
            }
        });
        TestContext.Out.WriteLine($"{expected.Count} of {units.Count} methods, {file.Bytes.Length} bytes");
    }

    // What becomes of a map where the pixels change by half of their last digit.
    private static double Rounding(
        IGraphMethod method, IReadOnlyList<Attribution> maps, OnnxModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        Enumerable.Range(0, 8).Max(draw =>
        {
            var (random, images) = (Seed.Of(draw).Random(), batch.Values.Clone());
            foreach (ref var value in images.Values.AsSpan())
                value = random.NextDouble() < 0.5 ? MathF.BitIncrement(value) : MathF.BitDecrement(value);
            var changed = method.Explain(model, batch with { Values = images }, targets);
            return Gap(maps, Tensor.Stack([.. changed.Select(c => c.Values)]));
        });

    // The largest difference, as a part of the largest value of the image's map.
    private static double Gap(IReadOnlyList<Attribution> expected, Tensor actual)
    {
        Assert.That(actual.Shape.ToArray()[1..], Is.EqualTo(expected[0].Values.Shape.ToArray()));
        return Enumerable.Range(0, expected.Count).Max(i => Gap(expected[i].Values.Values, actual.Item(i)));
    }

    private static double Gap(float[] expected, ReadOnlySpan<float> actual)
    {
        var (gap, highest) = (0.0, expected.Max(v => Math.Abs((double)v)));
        for (var i = 0; i < expected.Length; i++)
            if (float.IsNaN(expected[i]) != float.IsNaN(actual[i]))
                return double.PositiveInfinity;
            else if (expected[i] != actual[i] && !float.IsNaN(expected[i]))
                gap = Math.Max(gap, Math.Abs((double)expected[i] - actual[i]));
        return gap == 0 ? 0 : gap / highest;
    }
}
