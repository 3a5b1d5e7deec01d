using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace VisEval.Benchmarks.Methods;

/// <summary>How methods are measured: one explanation to warm up, then three, each one iteration, since the slow ones
/// take minutes.</summary>
internal sealed class MethodConfig : ManualConfig
{
    public MethodConfig()
    {
        AddJob(Job.Default.WithStrategy(RunStrategy.Monitoring).WithWarmupCount(1).WithIterationCount(3).WithInvocationCount(1)
            .WithUnrollFactor(1)
            .WithToolchain(new InProcessEmitToolchain(TimeSpan.FromHours(1), logOutput: false)));
        AddFilter(new SimpleFilter(c => MethodCases.Has((string)c.Parameters["Network"], (string)c.Parameters["Method"])));
        AddColumn(new PassesColumn("Forwards", p => p.Forwards), new PassesColumn("Backwards", p => p.Backwards));
        WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(40).WithTimeUnit(TimeUnit.Millisecond));
    }
}
