using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace VisEval.Benchmarks;

/// <summary>A few iterations in this process: the engine's sessions are what is measured, and another build of the same code would measure
/// nothing else.</summary>
internal sealed class ShortConfig : ManualConfig
{
    public ShortConfig() => AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
}
