using Microsoft.ML.OnnxRuntime;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;

namespace VisEval.Tests.Onnx.Engine;

public sealed class ProviderTests
{
    private static readonly Graph Graph = SmallNetworks.Convolutional();

    [Test]
    public void Names_are_single() => Assert.Multiple(() =>
    {
        Assert.That(Device.Names, Is.Unique);
        Assert.That(Provider.All.Select(p => p.Name), Is.Unique);
    });

    [Test]
    public void Cuda_is_asked_for_full_precision_the_same_algorithms_and_a_limit()
    {
        Dictionary<string, string>? given = null;
        using var session = new SessionOptions();
        (Provider.Of(new Device("cuda")) with { Append = (_, _, options) => given = options })
            .AddTo(session, new Device("cuda", 1) { MemoryMegabytes = 2000 }, Graph);
        Assert.That(given, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["device_id"] = "1",
            ["gpu_mem_limit"] = "2000000000",
            ["use_tf32"] = "0",
            ["cudnn_conv_algo_search"] = "HEURISTIC",
            ["prefer_nhwc"] = "0",
            ["arena_extend_strategy"] = "kSameAsRequested",
        }));
    }

    [Test]
    public void A_max_pooling_that_tells_places_is_left_to_the_cpu_where_the_provider_cannot()
    {
        var webGpu = Provider.Of(new Device("webgpu"));
        var b = new GraphBuilder();
        var x = b.Input("x", ElementType.Float, 1, 1, 4, 4);
        var plain = x.Map("MaxPool", ("kernel_shape", new long[] { 2, 2 }));
        var places = b.Op("MaxPool", 2, [x], ("kernel_shape", new long[] { 2, 2 }));
        var graph = webGpu.Prepared(b.Build([plain.Name, .. places.Select(p => p.Name)]));
        Dictionary<string, string>? given = null;
        using var session = new SessionOptions();
        (webGpu with { Append = (_, _, options) => given = options }).AddTo(session, new Device("webgpu"), graph);
        Assert.Multiple(() =>
        {
            Assert.That(graph.Nodes[0].Name, Is.Empty);
            Assert.That(given!["forceCpuNodeNames"], Is.EqualTo(graph.Nodes[1].Name).And.Not.Empty);
            Assert.That(webGpu.Prepared(Graph), Is.SameAs(Graph));
            Assert.That(Provider.Of(new Device("cuda")).Prepared(graph), Is.SameAs(graph));
        });
    }

    [Test]
    public void The_runtime_takes_the_wish_for_determinism()
    {
        using var session = new SessionOptions();
        Assert.That(() => RuntimeApi.SetDeterministic(session), Throws.Nothing);
    }
}
