using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using VisEval.Methods.Facts;

namespace VisEval.Benchmarks.Methods;

/// <summary>The images one explanation runs, as the method declares it; the benchmark's setup has held it to that.</summary>
internal sealed class PassesColumn(string name, Func<PassEstimate, double> count) : IColumn
{
    public string Id => $"Passes.{name}";

    public string ColumnName => name;

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Size;

    public string Legend => $"{name}: images run by one explanation, ≤ where the image decides";

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, SummaryStyle.Default);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style)
    {
        using var scene = Scene.Open((string)benchmarkCase.Parameters["Network"]);
        var passes = PassEstimate.Of(MethodCases.Create((string)benchmarkCase.Parameters["Method"]), scene.Model);
        var images = count(passes);
        return (passes.AtMost && images > 0 ? "≤" : "") + images.ToString(CultureInfo.InvariantCulture);
    }
}
