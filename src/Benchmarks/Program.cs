using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Running;
using VisEval.Benchmarks;

// Every benchmark states its own configuration.
BenchmarkSwitcher.FromAssembly(typeof(ShortConfig).Assembly).Run(args, DefaultConfig.Instance.AddDiagnoser(MemoryDiagnoser.Default));
