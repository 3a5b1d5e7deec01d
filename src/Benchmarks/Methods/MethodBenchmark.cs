using BenchmarkDotNet.Attributes;
using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Methods;
using VisEval.Methods.Facts;

namespace VisEval.Benchmarks.Methods;

/// <summary>One explanation of one image by every method of the catalogue, with the options of the preset quick:
/// a new method is timed unasked.</summary>
/// <remarks>Run with <c>--filter '*MethodBenchmark*'</c>. Methods that read attention are measured on the transformer and on the attention
/// branch.</remarks>
[Config(typeof(MethodConfig))]
public class MethodBenchmark
{
    private Scene _scene = null!;
    private IAttributionMethod _method = null!;
    private CountingModel _counted = null!;

    /// <summary>The networks.</summary>
    public static IEnumerable<string> Networks => MethodCases.Networks;

    /// <summary>The names of all methods.</summary>
    public static IEnumerable<string> Methods => MethodCases.Methods;

    /// <summary>The network that is explained.</summary>
    [ParamsSource(nameof(Networks))]
    public string Network { get; set; } = "";

    /// <summary>The method that is measured.</summary>
    [ParamsSource(nameof(Methods))]
    public string Method { get; set; } = "";

    /// <summary>Opens the network.</summary>
    [GlobalSetup]
    public void Open()
    {
        _scene = Scene.Open(Network);
        _method = MethodCases.Create(Method);
    }

    /// <summary>Counts from zero.</summary>
    [IterationSetup]
    public void Begin() => _counted = new CountingModel(_scene.Model);

    /// <summary>Holds the method to the passes that it declares.</summary>
    [IterationCleanup]
    public void End()
    {
        var declared = PassEstimate.Of(_method, _scene.Model);
        if (!Holds(declared.Forwards, _counted.Forwards, declared.AtMost)
            || !Holds(declared.Backwards, _counted.Backwards, declared.AtMost))
            throw new InvalidOperationException(
                $"{Method} on {Network} ran {_counted.Forwards} images forwards and {_counted.Backwards} backwards; it declares "
                + $"{(declared.AtMost ? "at most " : "")}{declared.Forwards} and {declared.Backwards}.");
    }

    /// <summary>Closes the network.</summary>
    [GlobalCleanup]
    public void Close() => _scene.Dispose();

    /// <summary>One explanation.</summary>
    [Benchmark]
    public IReadOnlyList<Attribution> Explain() => _method.Explain(_counted, _scene.Batch, _scene.Targets);

    private static bool Holds(double declared, long measured, bool atMost) => atMost ? measured <= declared : measured == declared;
}
