using BenchmarkDotNet.Attributes;
using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Methods;

namespace VisEval.Benchmarks;

/// <summary>One explanation of one image by every method of the catalogue: a new method is timed unasked.</summary>
public class MethodBenchmark
{
    private readonly Catalogues _catalogues = Catalogues.BuiltIn();
    private Scene _scene = null!;
    private IAttributionMethod _method = null!;

    /// <summary>The names of all methods.</summary>
    public IEnumerable<string> Methods => _catalogues.Methods.Entries.Select(e => e.Name);

    /// <summary>The method that is measured.</summary>
    [ParamsSource(nameof(Methods))]
    public string Method { get; set; } = "";

    /// <summary>Opens the network outside the measurement.</summary>
    [GlobalSetup]
    public void Open()
    {
        _scene = Scene.Open();
        _method = _catalogues.Methods.Create(Method).Value;
    }

    /// <summary>Closes the network.</summary>
    [GlobalCleanup]
    public void Close() => _scene.Dispose();

    /// <summary>One explanation.</summary>
    [Benchmark]
    public IReadOnlyList<Attribution> Explain() => _method.Explain(_scene.Model, _scene.Batch, _scene.Targets);
}
