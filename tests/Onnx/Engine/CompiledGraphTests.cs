using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;
using VisEval.Tests.Onnx.Gradients;

namespace VisEval.Tests.Onnx.Engine;

/// <summary>Sessions read large weights where they lie, and stop when they are told to.</summary>
public sealed class CompiledGraphTests
{
    private const int Rows = 96;
    private const int Columns = 64;

    private static readonly Tensor Image = GradientCase.Between(-1, 1, 3, 2, Rows);
    private static readonly float[] Weights = GradientCase.Between(-1, 1, 4, Rows, Columns).Values;

    [Test]
    public void A_large_weight_multiplies_and_can_be_asked_for()
    {
        using var session = new Session(Product(Constant.Of(Weights, Rows, Columns)), threads: 1);
        var results = session.Run(("x", Image));
        Assert.That(results[0].Values, Is.EqualTo(Expected()).Within(1e-4));
        Assert.That(results[1].Values, Is.EqualTo(Weights));
    }

    [Test]
    public void A_weight_at_an_odd_address_is_read_as_well()
    {
        byte[] shifted = [0, .. Constant.Of(Weights).Data.Span];
        using var session = new Session(Product(new Constant(ElementType.Float, [Rows, Columns], shifted.AsMemory(1))), threads: 1);
        Assert.That(session.Run(("x", Image))[0].Values, Is.EqualTo(Expected()).Within(1e-4));
    }

    [Test]
    public void Two_sessions_of_one_weight_live_by_themselves()
    {
        var graph = Product(Constant.Of(Weights, Rows, Columns));
        using var second = new Session(graph, threads: 1);
        using (var first = new Session(graph, threads: 1))
            first.Run(("x", Image));
        GC.Collect();
        Assert.That(second.Run(("x", Image))[0].Values, Is.EqualTo(Expected()).Within(1e-4));
    }

    [Test]
    public void A_stopped_session_neither_loads_nor_runs()
    {
        var graph = Product(Constant.Of(Weights, Rows, Columns));
        using var stop = new CancellationTokenSource();
        using var session = new Session(graph, threads: 1, stop.Token);
        session.Run(("x", Image));
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => session.Run(("x", Image)));
        Assert.Throws<OperationCanceledException>(() => new Session(graph, threads: 1, stop.Token));
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_running_session_stops_within_two_seconds()
    {
        var b = new GraphBuilder();
        var x = b.Input("x", ElementType.Float, 1, 1, 512, 512);
        // Hundreds of products of large matrices: minutes, if nobody stops them.
        for (var i = 0; i < 2000; i++)
            x = x.MatMul(x) * 1e-3f;
        using var stop = new CancellationTokenSource();
        using var session = new Session(b.Build([x.Name]), threads: 1, stop.Token);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        stop.CancelAfter(TimeSpan.FromMilliseconds(200));
        Assert.Throws<OperationCanceledException>(() => session.Run(("x", Tensor.Zeros(1, 1, 512, 512))));
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(2.2)));
    }

    private static Graph Product(Constant weights)
    {
        var b = new GraphBuilder();
        var w = b.Weight("w", weights);
        return b.Build([b.Input("x", ElementType.Float, null, Rows).MatMul(w).Name, w.Name]);
    }

    private static float[] Expected() =>
    [
        .. Enumerable.Range(0, 2).SelectMany(n => Enumerable.Range(0, Columns).Select(c =>
            (float)Enumerable.Range(0, Rows).Sum(r => (double)Image.Values[n * Rows + r] * Weights[r * Columns + c]))),
    ];
}
