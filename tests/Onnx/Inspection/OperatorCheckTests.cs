using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Inspection;
using VisEval.Onnx.Models;

namespace VisEval.Tests.Onnx.Inspection;

public sealed class OperatorCheckTests
{
    private static readonly Seed Seed = Seed.Of(3);

    private TemporaryModel _file = null!;
    private OnnxModel _model = null!;

    [OneTimeSetUp]
    public void Open()
    {
        _file = new TemporaryModel(SmallNetworks.Convolutional());
        _model = OnnxModel.Open(_file.Path);
    }

    [OneTimeTearDown]
    public void Close()
    {
        _model.Dispose();
        _file.Dispose();
    }

    [Test]
    public void The_cpu_differs_from_itself_nowhere()
    {
        var (tried, findings) = OperatorCheck.Run(_model, Device.Cpu, Seed);
        Assert.That(findings, Is.Empty);
        Assert.That(tried, Is.GreaterThan(25));
    }

    [Test]
    public void What_rules_emit_is_tried_without_a_list()
    {
        var watched = new Changed((_, _) => { });
        OperatorCheck.Run(_model, watched, Seed, default);
        Assert.That(watched.Operators, Is.SupersetOf(new[] { "Conv", "MaxPool", "Relu", "ScatterElements", "Gemm" }));
    }

    [TestCase("Conv", "differs from the CPU's by 1E-3")]
    [TestCase("ScatterElements", "differs from the CPU's by 1E-3")]
    public void An_operator_that_is_off_is_named(string op, string what)
    {
        var (_, findings) = OperatorCheck.Run(
            _model, new Changed((node, runs) => Each(runs, node == op ? v => v * 1.001f : v => v)), Seed, default);
        Assert.That(findings, Is.Not.Empty);
        Assert.That(findings.All(f => f.Operator == op && f.IsWrong && f.What.Contains(what)), string.Join('\n', findings));
    }

    [Test]
    public void Other_places_of_the_largest_are_wrong_too()
    {
        var (_, findings) = OperatorCheck.Run(
            _model,
            new Changed((node, runs) =>
            {
                if (node == "MaxPool" && runs.First.Count > 1)
                    runs.First[1].GetTensorMutableDataAsSpan<long>()[0] += 1;
            }),
            Seed, default);
        Assert.That(findings.Single().What, Is.EqualTo("result 1 differs from the CPU's in whole numbers or flags"));
    }

    [Test]
    public void Two_runs_that_differ_in_the_last_bit_are_told_and_not_wrong()
    {
        var (_, findings) = OperatorCheck.Run(
            _model,
            new Changed((node, runs) =>
            {
                if (node == "ScatterElements")
                    runs.Second[0].GetTensorMutableDataAsSpan<float>()[0] += 1e-7f;
            }),
            Seed, default);
        Assert.That(findings, Is.Not.Empty);
        Assert.That(findings.Select(f => (f.Operator, f.IsWrong)), Is.All.EqualTo(("ScatterElements", false)));
    }

    private static void Each(OperatorRuns runs, Func<float, float> change)
    {
        foreach (var value in runs.First.Concat(runs.Second)
            .Where(v => v.GetTensorTypeAndShape().ElementDataType == TensorElementType.Float))
            foreach (ref var number in value.GetTensorMutableDataAsSpan<float>())
                number = change(number);
    }

    private sealed class Changed(Action<string, OperatorRuns> change) : ISingleOperator
    {
        private readonly SingleOperator _cpu = new(Device.Cpu);

        public List<string> Operators { get; } = [];

        public OperatorRuns RunTwice(Graph graph, IReadOnlyList<OrtValue> values)
        {
            Operators.Add(graph.Nodes[0].Operator);
            var runs = _cpu.RunTwice(graph, values);
            change(graph.Nodes[0].Operator, runs);
            return runs;
        }
    }
}
